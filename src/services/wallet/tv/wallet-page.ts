import { LivePage } from '../../../tv/components/live-page.ts';
import { failedView, loadingView, offlineView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import type { Money } from '../protocol.ts';
import { purse } from './purse.ts';

/** A page that is drawn from the household's money, and anew whenever that changes. */
export abstract class WalletPage extends LivePage {
  protected abstract body(known: Money): Template[];

  override begin(params: PageParams): void {
    super.begin(params);
    void purse.refresh();
  }

  override resume(): void {
    super.resume();
    void purse.refresh();
  }

  protected override listen(): (() => void)[] {
    return [
      purse.changed.on(() => this.redraw()),
      kit.link.changed.on(() => this.redraw()),
      kit.clock.minute.on(() => this.redraw()),
      ...purse.follow(),
    ];
  }

  protected override draw(): Template[] {
    if (purse.money) return this.body(purse.money);
    if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
    return purse.refusal ? failedView(() => void purse.refresh()) : loadingView();
  }
}
