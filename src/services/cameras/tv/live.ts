import { Page } from '../../../tv/components/page.ts';
import { stateView } from '../../../tv/components/states.ts';
import { label, panel, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { back, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { COLOR, lineHeight, SAFE, SCREEN } from '../../../tv/theme.ts';
import { cameras } from './cameras.ts';
import { Look } from './look.ts';
import { sinceWord } from './words.ts';

/** One camera in full size; left and right lead to the others, Back to the wall. */
export default class CameraLive extends Page {
  #id = '';
  #look: Look | undefined;
  #stops: (() => void)[] = [];

  override get title(): string {
    return this.#camera?.name ?? t('cameras.name');
  }

  override get hint(): string {
    return t('cameras.live.hint');
  }

  get #camera() {
    return cameras.list?.find(({ id }) => id === this.#id);
  }

  override begin({ camera }: PageParams): void {
    this.#id = typeof camera === 'string' ? camera : '';
    this.#open();
    super.begin({});
  }

  override resume(): void {
    this.#open();
    super.resume();
  }

  override _inactive(): void {
    this.#look?.close();
    this.#look = undefined;
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  #open(): void {
    if (this.#stops.length === 0) this.#stops = [cameras.attend(false), kit.clock.minute.on(() => this.redraw())];
    cameras.looked = this.#id;
    this.#look?.close();
    const look = new Look(this.#id);
    this.#look = look;
    look.changed.on(() => look === this.#look && this.redraw());
  }

  override _handleRight(): boolean {
    return this.#next(1);
  }

  override _handleLeft(): boolean {
    return this.#next(-1);
  }

  override _handleEnter(): boolean {
    if (this.#look?.state !== 'failed') return false;
    this.#look.open();
    return true;
  }

  override _handleBack(): boolean {
    back();
    return true;
  }

  /** Round and round. */
  #next(by: number): boolean {
    const list = cameras.list ?? [];
    const at = list.findIndex(({ id }) => id === this.#id);
    const next = list[(at + by + list.length) % list.length];
    if (!next || next.id === this.#id) return true;
    this.#id = next.id;
    this.#open();
    this.redraw();
    kit.voice.guide(next.name);
    return true;
  }

  override redraw(): void {
    super.redraw();
    const playing = this.#seen;
    // Over a picture the words stand on bars of their own.
    const barH = SAFE.y + lineHeight('title') + 16;
    const footY = SCREEN.h - SAFE.y - lineHeight('hint') - 16;
    this.patch({
      Top: { zIndex: -1, visible: playing, ...panel({ w: SCREEN.w, h: barH, radius: 0, color: COLOR.shade }) },
      Foot: {
        zIndex: -1,
        visible: playing,
        ...panel({ w: SCREEN.w, h: SCREEN.h - footY, radius: 0, color: COLOR.shade, y: footY }),
      },
      State: {
        zIndex: 1,
        visible: playing,
        ...label({
          text: this.#words,
          size: 'hint',
          align: 'right',
          w: SCREEN.w / 2,
          lines: 1,
          x: SCREEN.w / 2 - SAFE.x,
          y: footY + 16,
        }),
      },
    });
  }

  get #seen(): boolean {
    const state = this.#look?.state;
    return state === 'live' || state === 'slow' || state === 'stalled';
  }

  get #words(): string {
    const state = this.#look?.state;
    if (state === 'slow') return t('cameras.live.slow');
    return t(state === 'stalled' ? 'cameras.live.stalled' : 'cameras.live.now');
  }

  protected override draw(): Template[] {
    const name = this.title;
    const since = this.#camera ? sinceWord(this.#camera.since) : '';
    switch (this.#look?.state) {
      case 'offline':
        return stateView({
          picture: 'offline',
          text: t('cameras.live.offline', { name }),
          more: t('cameras.live.offlineHelp', { since }),
        });
      case 'withdrawn':
        return stateView({
          picture: 'warning',
          text: t('cameras.live.withdrawn'),
          more: t('cameras.live.withdrawnHelp'),
        });
      case 'failed':
        return stateView({ picture: 'warning', text: t('cameras.live.failed'), more: t('cameras.live.failedHelp') });
      case 'live':
      case 'slow':
      case 'stalled':
      case 'waiting':
        return [];
      default:
        return stateView({ picture: 'wait', text: t('cameras.live.opening', { name }) });
    }
  }
}
