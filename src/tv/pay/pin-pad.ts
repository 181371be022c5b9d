import { button, buttonHeight } from '../components/button.ts';
import { FocusScope } from '../components/focus-scope.ts';
import { label, panel, type Template } from '../components/template.ts';
import { kit } from '../kit.ts';
import { t } from '../text.ts';
import { COLOR, lineHeight, SCREEN } from '../theme.ts';

const DIGITS = 6;
const W = 1240;
const PAD = 64;
const GAP = 32;
const DOT = 44;
const BOX = 120;

/** Six digits that nobody sees: a dot for each. They leave this object with `onPin` alone, and are forgotten then. */
class PinPad extends FocusScope {
  onPin: ((pin: string) => void) | undefined;
  onBack: (() => void) | undefined;
  #title = '';
  #note = '';
  #typed = '';

  set spec({ title, note }: { title: string; note?: string }) {
    this.#title = title;
    this.#note = note ?? '';
    this.#typed = '';
    this.#draw();
    kit.voice.guide([title, this.#note, t('payments.pad.help')].filter(Boolean).join('。'));
  }

  _handleDigit(digit: number): boolean {
    if (this.#typed.length >= DIGITS) return true;
    this.#typed += String(digit);
    this.#draw();
    if (this.#typed.length < DIGITS) return true;
    const pin = this.#typed;
    this.#typed = '';
    this.onPin?.(pin);
    return true;
  }

  override _handleBack(): boolean {
    this.onBack?.();
    return true;
  }

  /** Home takes it away, and goes home. */
  _handleHome(): boolean {
    this.onBack?.();
    return false;
  }

  #draw(): void {
    const h = 2 * PAD + lineHeight('title') + 2 * lineHeight('body') + BOX + buttonHeight() + 3 * GAP;
    const boxY = PAD + lineHeight('title') + 2 * lineHeight('body') + GAP;
    const row = DIGITS * BOX + (DIGITS - 1) * GAP;
    const half = (W - 2 * PAD - GAP) / 2;
    const y = h - PAD - buttonHeight();
    const boxes: Template[] = Array.from({ length: DIGITS }, (_, index) => {
      const x = (W - row) / 2 + index * (BOX + GAP);
      const dot = {
        w: DOT,
        h: DOT,
        radius: DOT / 2 - 1,
        color: 'accent',
        x: (BOX - DOT) / 2,
        y: (BOX - DOT) / 2,
      } as const;
      return { x, y: boxY, children: [panel({ w: BOX, h: BOX }), ...(index < this.#typed.length ? [panel(dot)] : [])] };
    });
    this.patch({ w: SCREEN.w, h: SCREEN.h, rect: true, color: COLOR.shade });
    this.children = [
      {
        x: (SCREEN.w - W) / 2,
        y: (SCREEN.h - h) / 2,
        children: [
          panel({ w: W, h, color: 'groundTop', radius: 32 }),
          label({ text: this.#title, size: 'title', w: W - 2 * PAD, lines: 1, x: PAD, y: PAD }),
          label({
            text: this.#note || t('payments.pad.help'),
            color: this.#note ? 'bad' : 'quiet',
            w: W - 2 * PAD,
            lines: 2,
            x: PAD,
            y: PAD + lineHeight('title') + 8,
          }),
          ...boxes,
          button({ key: 'back', text: t('payments.pad.back'), w: half, x: PAD, y, onPress: () => this.onBack?.() }),
          button({
            key: 'clear',
            text: t('payments.pad.clear'),
            w: half,
            x: PAD + half + GAP,
            y,
            onPress: () => {
              this.#typed = '';
              this.#draw();
            },
          }),
        ],
      },
    ];
    this.keepFocus();
  }
}

/** Asks for six digits; undefined when the person would rather not. `note`: what was wrong with the last ones. */
export function askPin(title: string, note?: string): Promise<string | undefined> {
  return new Promise((done) => {
    const layer = kit.layers.show('popup', PinPad, { spec: { title, ...(note && { note }) } });
    const end = (pin: string | undefined) => {
      layer.close();
      done(pin);
    };
    layer.component.onPin = end;
    layer.component.onBack = () => end(undefined);
  });
}
