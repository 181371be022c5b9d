import { Lightning } from '@lightningjs/sdk';
import type { Banner } from '../banners.ts';
import { kit } from '../kit.ts';
import { mode } from '../mode.ts';
import { COLOR, fontSize, lineAt, SAFE, SCREEN, widthAt } from '../theme.ts';
import { label } from './template.ts';

const PAD = 28;
/** Px a second: slow enough to be read by those who read slowly. */
const SPEED = 110;
/** A line that runs stands still at first. */
const REST_S = 3;
/** One that stands is read in so many seconds; then it is the next one's turn. */
const READ_S = 12;

/** Characters to a texture: one of a whole warning would be wider than old graphics can draw. */
const PART = 20;

/** The line at the bottom of every screen, over the hint: a warning that goes on. It runs when it is longer than the screen. */
export class BannerLine extends Lightning.Component {
  #run: Lightning.types.Animation | undefined;
  #drawn: Banner | undefined;
  #turn: ReturnType<typeof setTimeout> | undefined;

  static override _template() {
    return {
      visible: false,
      w: SCREEN.w,
      rect: true,
      color: COLOR.ground,
      Window: { clipping: true, Text: {} },
      Tag: {},
    };
  }

  override _setup(): void {
    kit.banners.changed.on(() => kit.banners.current !== this.#drawn && this.redraw());
    kit.settings.changed.on(() => this.redraw());
    this.redraw();
  }

  redraw(): void {
    const banner = kit.banners.current;
    this.#drawn = banner;
    this.#run?.stopNow();
    this.visible = banner !== undefined;
    this.#read(READ_S);
    if (!banner) return;
    const px = bannerPx();
    const h = bannerHeight();
    const tagW = SAFE.x + widthAt(banner.tag, px) + 2 * PAD;
    const y = 12;
    this.patch({
      y: SCREEN.h - h,
      h,
      Tag: {
        rect: true,
        w: tagW,
        h,
        color: banner.color,
        children: [label({ text: banner.tag, px, color: banner.ink, x: SAFE.x + PAD / 2, y })],
      },
      Window: {
        x: tagW,
        w: SCREEN.w - tagW,
        h,
        Text: { x: PAD, y, flex: { direction: 'row' }, children: parts(banner.text) },
      },
    });
    const text = this.tag('Window.Text');
    const room = SCREEN.w - SAFE.x - tagW - 2 * PAD;
    let loading = text.children.length;
    for (const part of text.children) {
      part.once('txLoaded', () => {
        loading -= 1;
        // Its width is known with the next frame.
        if (loading === 0) this.stage.once('frameEnd', () => this.#move(text, room));
      });
    }
  }

  #move(text: Lightning.Element, room: number): void {
    const over = text.renderWidth - room;
    if (over <= 0 || text !== this.tag('Window.Text')) return;
    this.#run?.stopNow();
    const seconds = REST_S * 2 + over / SPEED;
    this.#read(Math.max(READ_S, seconds));
    this.#run = text.animation({
      duration: seconds,
      repeat: -1,
      actions: [
        {
          p: 'x',
          v: {
            0: PAD,
            [REST_S / seconds]: { v: PAD, s: 0 },
            [1 - REST_S / seconds]: { v: PAD - over, s: 0 },
            1: PAD - over,
          },
        },
      ],
    });
    this.#run.start();
  }

  #read(seconds: number): void {
    clearTimeout(this.#turn);
    if (!this.#drawn) return;
    this.#turn = setTimeout(() => {
      kit.banners.turn();
      this.#read(seconds);
    }, seconds * 1_000);
  }
}

/** A lobby is larger than a living room. */
const SCREEN_PX = 68;

function bannerPx(): number {
  return mode === 'screen' ? SCREEN_PX : fontSize('body');
}

/** Height of the line, px. */
export function bannerHeight(): number {
  return lineAt(bannerPx()) + SAFE.y;
}

/** A text on one line, however long. */
function parts(text: string) {
  const letters = [...text];
  const count = Math.ceil(letters.length / PART);
  return Array.from({ length: count }, (_, index) =>
    label({ text: letters.slice(index * PART, (index + 1) * PART).join(''), px: bannerPx() }),
  );
}
