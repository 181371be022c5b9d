import { Lightning } from '@lightningjs/sdk';
import { kit } from '../kit.ts';
import { fontSize, lineHeight, SAFE, SCREEN } from '../theme.ts';
import { label, panel } from './template.ts';

/** The digits that were pressed, drawn large while the second one is waited for. */
export class DigitsView extends Lightning.Component {
  static override _template() {
    return { visible: false, Ground: {}, Text: {} };
  }

  override _setup(): void {
    kit.digits.shown.on((text) => this.#draw(text));
  }

  #draw(text: string): void {
    this.visible = text !== '';
    if (!this.visible) return;
    const w = fontSize('title') * 3;
    const h = lineHeight('title') + 40;
    this.patch({
      x: SCREEN.w - SAFE.x - w,
      y: SAFE.y + lineHeight('title') + 20,
      Ground: panel({ w, h, color: 'accent' }),
      Text: label({ text: text.padEnd(2, '_'), size: 'title', color: 'onAccent', align: 'center', x: w / 2, y: 20 }),
    });
  }
}
