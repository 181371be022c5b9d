import type { LiveCall } from '../../../media/calls/live-call.ts';
import { fitText } from '../../../tv/calls/fit-text.ts';
import { deviceWord, standing } from '../../../tv/calls/words.ts';
import { label, panel, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { COLOR, lineAt, lineHeight, widthAt } from '../../../tv/theme.ts';

/** The letters of 通话中, px: to be read from the floor. */
const TALKING = 92;
/** Those of a call that is not there (yet), px: a sentence. */
const TROUBLE = 64;
const PAD = 32;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  /** At most, px. */
  readonly h: number;
}

/**
 * The officer is on the line: in large letters that they hear the room, who they are, and to its end what they write for
 * whoever hears badly.
 */
export function talkView(talk: LiveCall, officer: string, { x, y, w, h: most }: Place): Template {
  const stands = standing(talk);
  const state = stands?.text ?? t('calls.state.talking');
  const words = talk.said || (stands?.more ?? deviceWord(talk) ?? t('sos.tv.do.answered'));
  const stateH = lineAt(TALKING);
  const { size, lines, h: wordsH } = fitText(words, w - 2 * PAD, most - stateH - 3 * PAD);
  const titleY = PAD + (stateH - lineHeight('title')) / 2;
  const h = stateH + wordsH + 3 * PAD;
  const officerX = PAD + widthAt(state, TALKING) + PAD;
  return {
    ref: 'Talk',
    x,
    y,
    children: [
      panel({ w, h, color: COLOR.ground }),
      label({
        text: state,
        px: stands ? TROUBLE : TALKING,
        color: stands ? 'accent' : 'good',
        x: PAD,
        y: PAD + (stateH - lineAt(stands ? TROUBLE : TALKING)) / 2,
      }),
      ...(stands ? [] : [label({ text: officer, size: 'title', color: 'accent', x: officerX, y: titleY })]),
      { ref: 'Time', ...label({ text: '', size: 'title', color: 'good', align: 'right', x: w - PAD, y: titleY }) },
      label({ text: words, size, w: w - 2 * PAD, lines, x: PAD, y: stateH + 2 * PAD }),
    ],
  };
}
