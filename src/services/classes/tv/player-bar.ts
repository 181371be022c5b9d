import { label, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { COLOR, fontSize, lineHeight, SAFE, SCREEN, textWidth } from '../../../tv/theme.ts';
import { atWord } from './words.ts';

const LINE = 16;
const PAD = 36;

export interface BarSpec {
  readonly title: string;
  /** How it stands: '已暂停', '正在播放'. */
  readonly state: string;
  readonly keys: string;
  readonly second?: number;
  readonly durationS?: number;
}

/** Over the lower edge of the picture: what plays, how far it is, and which keys do what. */
export function playerBar({ title, state, keys, second, durationS }: BarSpec): Template {
  const timed = second !== undefined && durationS !== undefined && durationS > 0;
  const lines = lineHeight('strong') + lineHeight('hint') + (timed ? LINE + PAD : 0);
  const h = lines + PAD + SAFE.y + 20;
  const w = SCREEN.w - 2 * SAFE.x;
  const stateW = textWidth(state, 'body');
  let y = PAD;
  const children: Template[] = [
    { rect: true, w: SCREEN.w, h, color: COLOR.shade },
    label({ text: title, size: 'strong', w: w - stateW - PAD, lines: 1, x: SAFE.x, y }),
    label({ text: state, color: 'accent', align: 'right', x: SAFE.x + w, y }),
  ];
  y += lineHeight('strong') + 12;
  if (timed) {
    const clock = `${atWord(second)} / ${atWord(durationS)}`;
    const clockW = textWidth(`${atWord(durationS)} / ${atWord(durationS)}`, 'hint') + PAD;
    const full = w - clockW;
    const at = { x: SAFE.x, y: y + (lineHeight('hint') - LINE) / 2, h: LINE, rect: true };
    children.push(
      { ...at, w: full, color: COLOR.line },
      { ...at, w: full * Math.min(1, second / durationS), color: COLOR.accent },
      label({ text: clock, size: 'hint', align: 'right', x: SAFE.x + w, y }),
    );
    y += lineHeight('hint') + 12;
  }
  children.push(label({ text: keys, size: 'hint', color: 'quiet', w, lines: 1, x: SAFE.x, y }));
  return { ref: 'Bar', y: SCREEN.h - h, children };
}

/** A line of captions above the lower edge, or above the bar. */
export function cueLine(text: string, aboveBar: boolean): Template {
  const lines = text.split('\n').slice(-2);
  const px = fontSize('strong');
  const h = lines.length * lineHeight('strong');
  const w = Math.min(SCREEN.w - 2 * SAFE.x, Math.max(...lines.map((line) => textWidth(line, 'strong'))) + 2 * px);
  const below = aboveBar ? lineHeight('strong') + 2 * lineHeight('hint') + SAFE.y + 2 * PAD + 40 : SAFE.y + 20;
  return {
    ref: 'Cue',
    y: SCREEN.h - below - h - 16,
    children: [
      { rect: true, x: (SCREEN.w - w) / 2, w, h: h + 16, color: COLOR.shade },
      ...lines.map((line, index) =>
        label({ text: line, size: 'strong', align: 'center', x: SCREEN.w / 2, y: 8 + index * lineHeight('strong') }),
      ),
    ],
  };
}

/** A word in the middle, while there is no picture. */
export function waitingWord(text: string): Template {
  const w = textWidth(text, 'title') + 160;
  const h = lineHeight('title') + 60;
  return {
    y: (SCREEN.h - h) / 2,
    children: [
      { rect: true, x: (SCREEN.w - w) / 2, w, h, color: COLOR.shade },
      label({ text, size: 'title', align: 'center', x: SCREEN.w / 2, y: 30 }),
    ],
  };
}

/** What a picture that cannot be shown says, by its fault. */
export function faultWords(fault: string | undefined): { text: string; more: string } {
  switch (fault) {
    case 'missing':
      return { text: t('classes.fault.missing'), more: t('classes.fault.missingHelp') };
    case 'format':
      return { text: t('classes.fault.format'), more: t('classes.fault.formatHelp') };
    case 'stuck':
      return { text: t('classes.fault.stuck'), more: t('classes.fault.stuckHelp') };
    case 'network':
      return { text: t('classes.fault.network'), more: t('classes.fault.networkHelp') };
    default:
      return { text: t('classes.fault.broken'), more: t('classes.fault.brokenHelp') };
  }
}
