import { kit } from '../kit.ts';
import type { LayerKind } from '../layers.ts';
import { t } from '../text.ts';
import { COLOR, grown, lineHeight, SCREEN, textWidth } from '../theme.ts';
import { button, buttonHeight } from './button.ts';
import { FocusScope } from './focus-scope.ts';
import { picture } from './picture.ts';
import { label, panel } from './template.ts';

export interface Answer {
  /** The deed: "下单", "先不下单". */
  readonly text: string;
  readonly onPress?: () => void;
}

export interface DialogSpec {
  readonly title: string;
  /** At most three lines. */
  readonly text?: string;
  /** Name in the sprite. */
  readonly picture?: string;
  /** The safe one: it is in focus, and Back means it. Without one the dialog only informs. */
  readonly safe?: Answer;
  readonly deed?: Answer;
}

const W = 1240;
const PAD = 64;
const GAP = 32;
const TEXT_LINES = 3;

/** A question with two answers at most, or a piece of news to be read. It waits as long as it takes. */
class Dialog extends FocusScope {
  onAnswer: ((answer: Answer | undefined) => void) | undefined;
  #safe: Answer | undefined;

  set spec(spec: DialogSpec) {
    const safe = spec.safe ?? { text: t('app.dialog.close') };
    this.#safe = safe;
    const side = spec.picture ? grown(120) : 0;
    const textX = PAD + (side ? side + 40 : 0);
    const textW = W - textX - PAD;
    // A title that surely is one line leaves no empty one below it.
    const titleLines = spec.picture || textWidth(spec.title, 'title') > textW * 0.9 ? 2 : 1;
    const titleH = lineHeight('title') * titleLines;
    const textH = spec.text ? lineHeight('body') * TEXT_LINES + GAP : 0;
    const h = PAD + titleH + textH + GAP + buttonHeight() + PAD;
    const answers = [safe, ...(spec.deed ? [spec.deed] : [])];
    const w = (W - 2 * PAD - GAP * (answers.length - 1)) / answers.length;
    const y = h - PAD - buttonHeight();
    this.patch({ w: SCREEN.w, h: SCREEN.h, rect: true, color: COLOR.shade });
    this.children = [
      {
        x: (SCREEN.w - W) / 2,
        y: (SCREEN.h - h) / 2,
        children: [
          panel({ w: W, h, color: 'groundTop', radius: 32 }),
          ...(spec.picture ? [picture({ name: spec.picture, side, x: PAD, y: PAD })] : []),
          label({ text: spec.title, size: 'title', w: textW, lines: 2, x: textX, y: PAD }),
          ...(spec.text
            ? [label({ text: spec.text, w: textW, lines: TEXT_LINES, x: textX, y: PAD + titleH + GAP })]
            : []),
          ...answers.map((answer, index) =>
            button({
              key: index === 0 ? 'safe' : 'deed',
              text: answer.text,
              w,
              x: PAD + index * (w + GAP),
              y,
              onPress: () => this.onAnswer?.(answer),
            }),
          ),
        ],
      },
    ];
    this.focusOn('safe');
    kit.voice.guide([spec.title, spec.text, safe.text].filter(Boolean).join('。'));
  }

  override _handleBack(): boolean {
    this.onAnswer?.(this.#safe);
    return true;
  }

  /** Home takes it away without an answer, and goes home. */
  _handleHome(): boolean {
    this.onAnswer?.(undefined);
    return false;
  }
}

/** Shows a dialog over everything below its kind; it closes itself with the answer. Returns what closes it without one. */
export function showDialog(spec: DialogSpec, kind: LayerKind = 'popup'): () => void {
  const layer = kit.layers.show(kind, Dialog, { spec });
  layer.component.onAnswer = (answer) => {
    layer.close();
    answer?.onPress?.();
  };
  return layer.close;
}
