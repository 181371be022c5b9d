import { Lightning } from '@lightningjs/sdk';
import { label, panel } from '../components/template.ts';
import { kit } from '../kit.ts';
import { t } from '../text.ts';
import { COLOR, SAFE, SCREEN, textWidth } from '../theme.ts';

const PX = 36;
const PAD = 22;
const DOT = 22;
const H = 60;
/** The red of a light that says: recording. The word beside it says the same. */
const LIGHT = 0xffff5a4d;

/** At the top right, over everything, for just as long as camera or microphone are on. */
export class CallSign extends Lightning.Component {
  #drawn = '';

  override _setup(): void {
    kit.calls.changed.on(() => this.redraw());
    kit.settings.changed.on(() => this.redraw());
  }

  redraw(): void {
    const { cameraOn, microphoneOn, current } = kit.calls;
    const which = cameraOn ? (microphoneOn ? 'both' : 'camera') : microphoneOn ? 'microphone' : undefined;
    const text = which ? t(`calls.sign.${current?.silenced ? 'silenced' : which}`) : '';
    if (text === this.#drawn) return;
    this.#drawn = text;
    this.visible = text !== '';
    const w = (textWidth(text, 'hint') * PX) / (textWidth('一', 'hint') || PX) + DOT + 3 * PAD;
    this.patch({ x: SCREEN.w - SAFE.x - w, y: SAFE.y - H + 56, zIndex: 1 });
    this.children = text
      ? [
          panel({ w, h: H, color: COLOR.ground, radius: H / 2 }),
          panel({ w: DOT, h: DOT, color: LIGHT, radius: DOT / 2, x: PAD, y: (H - DOT) / 2 }),
          label({ text, px: PX, x: DOT + 2 * PAD, y: (H - PX * 1.35) / 2 }),
        ]
      : [];
  }
}
