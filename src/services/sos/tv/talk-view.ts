import type { LiveCall } from '../../../media/calls/live-call.ts';
import { deviceWord, standing } from '../../../tv/calls/words.ts';
import { label, panel, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { COLOR, lineAt, lineHeight } from '../../../tv/theme.ts';

/** The letters of 通话中, px: to be read from the floor. */
const TALKING = 92;
const PAD = 32;
const WORDS_LINES = 3;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  /** At most, px. */
  readonly h: number;
}

/** The officer is on the line: in large letters that they hear the room, and what they write for whoever hears badly. */
export function talkView(talk: LiveCall, { x, y, w, h: most }: Place): Template {
  const stands = standing(talk);
  const state = stands?.text ?? t('calls.state.talking');
  const words = talk.said || (stands?.more ?? deviceWord(talk) ?? t('sos.tv.do.answered'));
  const stateH = lineAt(TALKING);
  const room = most - stateH - 3 * PAD;
  const size = room >= 2 * lineHeight('title') ? 'title' : 'body';
  const lines = Math.max(1, Math.min(WORDS_LINES, Math.floor(room / lineHeight(size))));
  const h = stateH + lineHeight(size) * lines + 3 * PAD;
  return {
    ref: 'Talk',
    x,
    y,
    children: [
      panel({ w, h, color: COLOR.ground }),
      label({ text: state, px: stands ? 64 : TALKING, color: 'good', w: w - 2 * PAD, lines: 1, x: PAD, y: PAD }),
      { ref: 'Time', ...label({ text: '', size: 'title', color: 'good', align: 'right', x: w - PAD, y: PAD + 10 }) },
      label({ text: words, size, w: w - 2 * PAD, lines, x: PAD, y: stateH + 2 * PAD }),
    ],
  };
}
