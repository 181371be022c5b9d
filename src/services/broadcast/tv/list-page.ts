import { ROW_GAP } from '../../../tv/components/list-row.ts';
import { Page } from '../../../tv/components/page.ts';
import { scrollArea } from '../../../tv/components/scroll-area.ts';
import { stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { go, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox } from '../../../tv/theme.ts';
import { broadcastScreen } from './screen.ts';
import { rowStep, warningRow } from './warning-row.ts';

/** 02: what this home was told in the last 90 days, what still holds first. All of it lies on the box. */
export default class BroadcastPage extends Page {
  override get title(): string {
    return t('broadcast.name');
  }

  override _setup(): void {
    this.until(
      broadcastScreen.warnings.changed.on(() => this.freshen()),
      kit.clock.minute.on(() => this.freshen()),
    );
  }

  override begin(params: PageParams): void {
    super.begin(params);
    this.focusOn(undefined);
  }

  protected override draw(): Template[] {
    const { warnings } = broadcastScreen;
    const { history } = warnings;
    if (history.length === 0) {
      return stateView({ picture: 'ok', text: t('broadcast.tv.none'), more: t('broadcast.tv.noneMore') });
    }
    const { w, h } = bodyBox();
    const step = rowStep();
    const rows = history.map((showing, index) =>
      warningRow({
        key: showing.warning.id,
        w,
        showing,
        unread: warnings.isUnread(showing),
        now: warnings.now,
        y: index * step,
        onPress: () => go('broadcast/warning', { id: showing.warning.id }),
      }),
    );
    return [scrollArea({ x: 0, y: 0, w, h }, rows, rows.length * step - ROW_GAP, step)];
  }
}
