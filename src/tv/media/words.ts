import { button } from '../components/button.ts';
import { picture } from '../components/picture.ts';
import { label, panel, type Template } from '../components/template.ts';
import { kit } from '../kit.ts';
import { t } from '../text.ts';
import { fontSize, grown, lineHeight, SAFE, SCREEN, textWidth } from '../theme.ts';
import type { Frame, Showing } from './showing.ts';

/** What may be done when a picture has failed. The first is in focus. */
export interface WayOn {
  readonly key: string;
  readonly text: string;
  readonly onPress: () => void;
}

const WHOLE: Frame = { x: 0, y: 0, ...SCREEN };
const PAD = 40;
const GAP = 28;

/**
 * What there is to say over a picture: that it opens, has stopped, has no sound yet, or has failed, with what to do then.
 * Empty while it plays. Place: px of the screen, so a page must be bare, or its body's corner taken off.
 */
export function videoWords(
  showing: Pick<Showing, 'state' | 'fault'>,
  waysOn: readonly WayOn[],
  frame = WHOLE,
): Template[] {
  const { state, fault } = showing;
  if (state === 'opening' || state === 'stalled') return [note('wait', t(`app.media.${state}`), frame)];
  if (state === 'silent') return [note('sound-off', t('app.media.silent'), frame)];
  if (state !== 'failed' || !fault) return [];
  const help = t(`app.media.${fault}Help`, { phone: kit.home.helpPhone });
  return [failure({ picture: 'warning', title: t(`app.media.${fault}`), help, waysOn }, frame)];
}

interface FailureSpec {
  readonly picture: string;
  readonly title: string;
  readonly help: string;
  readonly waysOn: readonly WayOn[];
}

/** A picture that there is not, in words, in the middle of its frame. */
export function failure({ picture: name, title, help, waysOn }: FailureSpec, frame = WHOLE): Template {
  const w = Math.min(frame.w - 2 * PAD, 1500);
  const side = grown(110);
  const textW = w - 2 * PAD;
  const helpY = PAD + side + GAP + 2 * lineHeight('title') + 12;
  const buttonsY = helpY + 2 * lineHeight('body') + GAP;
  const buttonW = (textW - GAP * (waysOn.length - 1)) / Math.max(1, waysOn.length);
  const h = waysOn.length > 0 ? buttonsY + lineHeight('body') + 44 + PAD : buttonsY + PAD - GAP;
  return {
    x: frame.x + (frame.w - w) / 2,
    y: frame.y + (frame.h - h) / 2,
    children: [
      panel({ w, h, color: 'groundTop', radius: 32 }),
      picture({ name, side, x: (w - side) / 2, y: PAD }),
      label({ text: title, size: 'title', align: 'center', w: textW, lines: 2, x: PAD, y: PAD + side + GAP }),
      label({ text: help, color: 'quiet', align: 'center', w: textW, lines: 2, x: PAD, y: helpY }),
      ...waysOn.map((way, index) =>
        button({ ...way, w: buttonW, x: PAD + index * (buttonW + GAP), y: buttonsY, main: index === 0 }),
      ),
    ],
  };
}

/** One line with a sign, in the middle of the frame: short, and gone by itself. */
function note(name: string, text: string, frame: Frame): Template {
  const side = grown(52);
  const room = frame.w - 4 * PAD - side - GAP;
  const textW = Math.min(textWidth(text, 'body') + fontSize('body') / 2, room);
  const w = textW + side + GAP + 2 * PAD;
  const h = lineHeight('body') + PAD;
  return {
    x: frame.x + (frame.w - w) / 2,
    y: frame.y + (frame.h - h) / 2,
    children: [
      panel({ w, h, color: 'shade' }),
      picture({ name, side, x: PAD, y: (h - side) / 2 }),
      label({ text, w: textW, lines: 1, x: PAD + side + GAP, y: PAD / 2 }),
    ],
  };
}

/** A line of captions at the lower edge of a frame, on a ground of its own. */
export function captionLine(cue: string, frame = WHOLE): Template[] {
  if (!cue) return [];
  const lines = cue.split('\n').slice(-2);
  const w = Math.min(frame.w - 2 * SAFE.x, Math.max(...lines.map((line) => textWidth(line, 'strong'))) + 2 * PAD);
  const h = lines.length * lineHeight('strong') + 20;
  return [
    {
      x: frame.x + (frame.w - w) / 2,
      y: frame.y + frame.h - SAFE.y - h,
      children: [
        panel({ w, h, color: 'shade', radius: 12 }),
        ...lines.map((text, index) =>
          label({
            text,
            size: 'strong',
            align: 'center',
            w: w - PAD,
            lines: 1,
            x: PAD / 2,
            y: 10 + index * lineHeight('strong'),
          }),
        ),
      ],
    },
  ];
}
