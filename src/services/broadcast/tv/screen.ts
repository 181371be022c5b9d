import { kit } from '../../../tv/kit.ts';
import type { Layer } from '../../../tv/layers.ts';
import { t } from '../../../tv/text.ts';
import { LEVELS, type Warning } from '../protocol.ts';
import { Announcement, RULES } from './announcement.ts';
import { LOOKS } from './level-sign.ts';
import { WarningLayer } from './warning-layer.ts';
import { Warnings } from './warnings.ts';
import { levelOf, lineOf } from './words.ts';

/** A blue warning runs along the bottom so long, ms. */
const BLUE_MS = 90_000;
const WITHDRAWN_MS = 10_000;

interface OnScreen {
  readonly announcement: Announcement;
  readonly layer: Layer<WarningLayer>;
}

/** Shows the warnings of this box: one over what runs, the small ones at the bottom. */
class BroadcastScreen {
  readonly warnings = new Warnings(kit);
  #now: OnScreen | undefined;
  readonly #lines = new Map<string, () => void>();

  /** Runs once at boot. */
  start(): void {
    this.warnings.changed.on(() => this.#follow());
    this.warnings.withdrawn.on((warning) => this.#sayWithdrawn(warning));
    kit.layers.changed.on(() => this.#attend());
    kit.settings.changed.on(() => this.#now?.layer.component.redraw());
    this.#follow();
  }

  #follow(): void {
    const next = this.warnings.onScreen;
    if (this.#now?.announcement.warning.id !== next?.id) {
      this.#close();
      if (next) this.#open(next);
    }
    this.#showLines(this.warnings.lines);
  }

  #open(warning: Warning): void {
    const { level } = warning;
    if (level === 'blue') return;
    const announcement = new Announcement(kit, warning, level);
    const layer = kit.layers.show(RULES[level].layer, WarningLayer, { announced: { announcement, level } });
    layer.component.onConfirm = () => this.warnings.confirm(warning);
    layer.component.onAway = () => this.warnings.timeUp(warning);
    announcement.changed.on(() => {
      if (announcement.timeUp) this.warnings.timeUp(warning);
      else layer.component.redraw();
    });
    this.#now = { announcement, layer };
    this.#attend();
  }

  #close(): void {
    const now = this.#now;
    this.#now = undefined;
    now?.announcement.stop();
    now?.layer.close();
  }

  /** Who lies below something else neither speaks nor counts; who lies on top has been shown once a frame was drawn. */
  #attend(): void {
    const now = this.#now;
    if (!now) return;
    if (kit.layers.top !== now.layer) {
      now.announcement.rest();
      return;
    }
    now.announcement.play();
    now.layer.component.stage.once('frameEnd', () => {
      if (kit.layers.top === now.layer) this.warnings.shown(now.announcement.warning);
    });
  }

  #showLines(lines: readonly Warning[]): void {
    for (const [id, hide] of this.#lines) {
      if (lines.some((warning) => warning.id === id)) continue;
      hide();
      this.#lines.delete(id);
    }
    // From the lowest up, since of the same rank the newest banner comes first.
    for (const warning of [...lines].reverse()) if (!this.#lines.has(warning.id)) this.#showLine(warning);
  }

  #showLine(warning: Warning): void {
    const { id, level } = warning;
    const look = { tag: levelOf(warning), color: LOOKS[level].color, ink: LOOKS[level].ink };
    const rank = LEVELS.length - LEVELS.indexOf(level);
    this.#lines.set(id, kit.banners.show({ ...look, text: lineOf(warning), rank }));
    if (level !== 'blue') return;
    this.warnings.shown(warning);
    setTimeout(() => this.warnings.timeUp(warning), BLUE_MS);
  }

  #sayWithdrawn(warning: Warning): void {
    const text = t('broadcast.tv.withdrawnNow', { level: levelOf(warning), headline: warning.headline });
    const { color, ink } = LOOKS.blue;
    const hide = kit.banners.show({ tag: t('broadcast.tv.withdrawn'), text, color, ink, rank: LEVELS.length + 1 });
    setTimeout(hide, WITHDRAWN_MS);
    if (warning.level === 'red' || warning.level === 'orange') void kit.voice.speak(text, { always: true });
  }
}

/** The one of this box. */
export const broadcastScreen = new BroadcastScreen();
