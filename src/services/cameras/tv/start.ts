import { staleLine } from '../../../tv/components/live-page.ts';
import { Page } from '../../../tv/components/page.ts';
import { failedView, loadingView, offlineView, stateView } from '../../../tv/components/states.ts';
import { label, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { go, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, lineHeight } from '../../../tv/theme.ts';
import { cameraTile } from './camera-tile.ts';
import { cameras } from './cameras.ts';

const GAP = 32;
/** Two by two. */
const ON_A_PAGE = 4;

/** The wall: four stills at a time, with name, state and age. Right of the last is the next page, left of the first the one before. */
export default class CameraWall extends Page {
  #page = 0;
  #stops: (() => void)[] = [];

  override get title(): string {
    return t('cameras.name');
  }

  override begin(params: PageParams): void {
    this.#page = 0;
    this.#listen();
    super.begin(params);
  }

  override resume(): void {
    this.#listen();
    this.#showCamera(cameras.looked);
    super.resume();
  }

  override _inactive(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  #listen(): void {
    if (this.#stops.length > 0) return;
    this.#stops = [
      cameras.changed.on(() => this.redraw()),
      kit.link.changed.on(() => this.redraw()),
      cameras.attend(true),
    ];
  }

  /** After a look the focus is on the camera that was last looked at. */
  #showCamera(id: string | undefined): void {
    const index = cameras.list?.findIndex((camera) => camera.id === id) ?? -1;
    if (index < 0) return;
    this.#page = Math.floor(index / ON_A_PAGE);
    this.redraw();
    this.focusOn(id);
    cameras.looked = undefined;
  }

  override _handleRight(): boolean {
    return super._handleRight() || this.#turn(1);
  }

  override _handleLeft(): boolean {
    return super._handleLeft() || this.#turn(-1);
  }

  #turn(by: number): boolean {
    const pages = Math.ceil((cameras.list?.length ?? 0) / ON_A_PAGE);
    const next = this.#page + by;
    if (next < 0 || next >= pages) return false;
    this.#page = next;
    this.redraw();
    this.focusOn(cameras.list?.[next * ON_A_PAGE + (by < 0 ? 1 : 0)]?.id);
    kit.voice.guide(this.focused?.words ?? '');
    return true;
  }

  protected override draw(): Template[] {
    const { list } = cameras;
    if (!list) {
      if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
      return cameras.refusal ? failedView(() => void cameras.refresh(true)) : loadingView();
    }
    if (list.length === 0) {
      const phone = kit.home.helpPhone;
      const more = phone ? t('cameras.noneHelp', { phone }) : t('cameras.noneHelpNoPhone');
      return stateView({ picture: 'cameras', text: t('cameras.none'), more });
    }
    const pages = Math.ceil(list.length / ON_A_PAGE);
    this.#page = Math.min(this.#page, pages - 1);
    const { w, h } = bodyBox();
    const noteH = lineHeight('hint');
    const tileW = (w - GAP) / 2;
    const tileH = (h - noteH - 2 * GAP) / 2;
    const tiles = list.slice(this.#page * ON_A_PAGE, (this.#page + 1) * ON_A_PAGE).map((camera, index) =>
      cameraTile({
        key: camera.id,
        ...{ w: tileW, h: tileH, camera, still: cameras.stillOf(camera.id) },
        x: (index % 2) * (tileW + GAP),
        y: noteH + GAP / 2 + Math.floor(index / 2) * (tileH + GAP),
        onPress: () => go('cameras/live', { camera: camera.id }),
      }),
    );
    const page = pages > 1 ? t('cameras.page', { n: this.#page + 1, of: pages }) : '';
    return [
      ...note(w * 0.75),
      ...(page ? [label({ text: page, size: 'hint', color: 'quiet', align: 'right', x: w })] : []),
      ...tiles,
    ];
  }
}

/** That looks are written down; without a line, how old all of this is. */
function note(w: number): Template[] {
  const stale = staleLine(cameras.at);
  if (stale.h > 0) return stale.children;
  return [label({ text: t('cameras.logged'), size: 'hint', color: 'quiet', w, lines: 1 })];
}
