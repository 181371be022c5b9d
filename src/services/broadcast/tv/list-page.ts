import type { Seen } from '../../../tv/cache.ts';
import { ROW_GAP } from '../../../tv/components/list-row.ts';
import { Page } from '../../../tv/components/page.ts';
import { scrollArea } from '../../../tv/components/scroll-area.ts';
import { failedView, loadingView, offlineView, staleText, stateView } from '../../../tv/components/states.ts';
import { label, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { go } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, lineHeight } from '../../../tv/theme.ts';
import type { Warning } from '../protocol.ts';
import { broadcastScreen } from './screen.ts';
import { rowStep, warningRow } from './warning-row.ts';
import { ranked } from './warnings.ts';
import { stateAt } from './words.ts';

/** 02: what this home was told, what still holds first. */
export default class BroadcastPage extends Page {
  #seen: Seen<'broadcast:received'> | undefined;
  #failed = false;

  override get title(): string {
    return t('broadcast.name');
  }

  override _setup(): void {
    this.until(
      broadcastScreen.warnings.changed.on(() => this.active && void this.#ask()),
      kit.link.changed.on((state) => this.active && (state === 'online' ? void this.#ask() : this.redraw())),
      kit.clock.minute.on(() => this.active && this.redraw()),
    );
  }

  override begin(params: PageParams): void {
    super.begin(params);
    this.focusOn(undefined);
    // What has come since this was last open stands above what is kept.
    void this.#ask().then(() => this.focusOn(undefined));
  }

  override resume(): void {
    super.resume();
    void this.#ask();
  }

  protected override draw(): Template[] {
    const seen = this.#seen;
    const again = () => void this.#ask();
    if (!seen) {
      if (this.#failed) return kit.link.state === 'online' ? failedView(again) : offlineView(again);
      return loadingView();
    }
    const { warnings } = seen.value;
    if (warnings.length === 0) {
      return stateView({ picture: 'ok', text: t('broadcast.tv.none'), more: t('broadcast.tv.noneMore') });
    }
    const { w, h } = bodyBox();
    const stale = staleText(seen.at);
    const top = stale ? lineHeight('hint') + 16 : 0;
    const now = kit.clock.now();
    const step = rowStep();
    const rows = sorted(warnings, now).map((warning, index) =>
      warningRow({
        key: warning.id,
        w,
        warning,
        now,
        y: index * step,
        onPress: () => go('broadcast/warning', { warning }),
      }),
    );
    return [
      ...(stale ? [label({ text: stale, size: 'hint', color: 'bad' })] : []),
      scrollArea({ x: 0, y: top, w, h: h - top }, rows, rows.length * step - ROW_GAP, step),
    ];
  }

  async #ask(): Promise<void> {
    const reply = await kit.cache.ask('broadcast:received', {}, (seen) => {
      this.#seen = seen;
      this.redraw();
    });
    this.#failed = !reply.ok;
    if (!reply.ok) this.redraw();
  }
}

/** What still holds first, the worst of it on top; what is over as the center gives it, newest first. */
function sorted(warnings: readonly Warning[], now: number): Warning[] {
  const holds = (warning: Warning) => stateAt(warning, now) === 'valid';
  return [...ranked(warnings.filter(holds)), ...warnings.filter((warning) => !holds(warning))];
}
