import { FocusScope } from '../../../tv/components/focus-scope.ts';
import { listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { label, panel } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { COLOR, grown, lineHeight, SCREEN } from '../../../tv/theme.ts';

/** One thing that can be done with the channel. */
export interface Deed {
  readonly key: string;
  readonly text: string;
  readonly onPress: () => void;
}

const PAD = 48;

/** What can be done with a channel, over its picture, which goes on. Back closes it and does nothing. */
class MoreLayer extends FocusScope {
  onClose: () => void = () => {};

  set spec({ title, text, deeds }: { title: string; text: string; deeds: readonly Deed[] }) {
    const w = grown(880);
    const top = PAD + lineHeight('title') + lineHeight('hint') + 28;
    const h = top + deeds.length * (rowHeight() + ROW_GAP) - ROW_GAP + PAD;
    this.patch({ w: SCREEN.w, h: SCREEN.h, rect: true, color: COLOR.shade });
    this.children = [
      {
        x: (SCREEN.w - w) / 2,
        y: (SCREEN.h - h) / 2,
        children: [
          panel({ w, h, color: 'groundTop', radius: 32 }),
          label({ text: title, size: 'title', w: w - 2 * PAD, lines: 1, x: PAD, y: PAD }),
          label({
            text,
            size: 'hint',
            color: 'quiet',
            w: w - 2 * PAD,
            lines: 1,
            x: PAD,
            y: PAD + lineHeight('title') + 6,
          }),
          ...deeds.map(({ key, text: words, onPress }, index) =>
            listRow({
              key,
              text: words,
              w: w - 2 * PAD,
              x: PAD,
              y: top + index * (rowHeight() + ROW_GAP),
              onPress: () => {
                this.onClose();
                onPress();
              },
            }),
          ),
        ],
      },
    ];
    this.focusOn(undefined);
    kit.voice.guide([title, text, deeds[0]?.text].join('。'));
  }

  override _handleBack(): boolean {
    this.onClose();
    return true;
  }

  _handleHome(): boolean {
    this.onClose();
    return false;
  }
}

/** Asks what is to be done; gives what takes the question away. */
export function showMore(spec: { title: string; text: string; deeds: readonly Deed[] }): () => void {
  const layer = kit.layers.show('popup', MoreLayer, { spec });
  layer.component.onClose = layer.close;
  return layer.close;
}
