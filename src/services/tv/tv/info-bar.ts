import { clockTime } from '../../../protocol/time.ts';
import { label, panel, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { COLOR, fontSize, grown, lineHeight, SAFE, SCREEN } from '../../../tv/theme.ts';
import type { Channel, Programme } from '../protocol.ts';

const PAD = 44;
const BAR_H = 14;

/** Number, name, what is on with its progress, what comes next, and the keys. `now` in ms. */
export function infoBar(
  channel: Channel,
  on: { readonly now: Programme | undefined; readonly next: Programme | undefined },
  now: number,
): Template {
  const w = SCREEN.w - 2 * SAFE.x;
  const numberW = fontSize('title') * 2.2;
  const x = PAD + numberW + PAD;
  const room = w - x - PAD;
  const nowY = PAD / 2 + lineHeight('title');
  const barY = nowY + lineHeight('body') + 10;
  const nextY = barY + BAR_H + 12;
  const hintY = nextY + lineHeight('hint') + 8;
  const h = hintY + lineHeight('hint') + PAD / 2;
  const clockW = fontSize('title') * 3;
  const starW = channel.favourite ? grown(240) : 0;
  return {
    x: SAFE.x,
    y: SCREEN.h - SAFE.y - h,
    children: [
      panel({ w, h, color: 'shade', radius: 28 }),
      label({
        text: String(channel.number),
        size: 'title',
        color: 'accent',
        align: 'center',
        x: PAD + numberW / 2,
        y: PAD / 2,
      }),
      label({ text: channel.name, size: 'title', w: room - clockW - starW, lines: 1, x, y: PAD / 2 }),
      ...(channel.favourite
        ? [label({ text: t('tv.favourite'), color: 'accent', align: 'right', x: w - PAD - clockW, y: PAD / 2 + 14 })]
        : []),
      label({ text: clockTime(now), size: 'title', align: 'right', x: w - PAD, y: PAD / 2 }),
      label({ text: on.now ? spanWord(on.now) : t('tv.now.none'), w: room, lines: 1, x, y: nowY }),
      ...(on.now ? progress(on.now, now, { x, y: barY, w: room }) : []),
      ...(on.next
        ? [label({ text: nextWord(on.next), size: 'hint', color: 'quiet', w: room, lines: 1, x, y: nextY })]
        : []),
      label({ text: t('tv.hint.watch'), size: 'hint', color: 'quiet', w: room, lines: 1, x, y: hintY }),
    ],
  };
}

function spanWord({ startsAt, endsAt, title }: Programme): string {
  return t('tv.now.until', { from: clockTime(startsAt), to: clockTime(endsAt), title });
}

function nextWord({ startsAt, title }: Programme): string {
  return t('tv.now.next', { time: clockTime(startsAt), title });
}

function progress({ startsAt, endsAt }: Programme, now: number, { x, y, w }: { x: number; y: number; w: number }) {
  const share = (now - Date.parse(startsAt)) / (Date.parse(endsAt) - Date.parse(startsAt));
  return [
    { x, y, w, h: BAR_H, rect: true, color: COLOR.line },
    { x, y, w: Math.max(4, w * Math.min(1, share)), h: BAR_H, rect: true, color: COLOR.accent },
  ];
}

/** The number while it is typed, or what it did not lead to, at the top right. */
export function entryView(text: string): Template {
  const w = Math.max(fontSize('title') * 3.4, fontSize('title') * (text.length + 1));
  return {
    x: SCREEN.w - SAFE.x - w,
    y: SAFE.y,
    children: [
      panel({ w, h: lineHeight('title') + 40, color: 'accent' }),
      label({ text, size: 'title', color: 'onAccent', align: 'center', w, x: 0, y: 20 }),
    ],
  };
}
