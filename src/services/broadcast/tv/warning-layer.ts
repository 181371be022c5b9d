import { button, buttonHeight } from '../../../tv/components/button.ts';
import { FocusScope } from '../../../tv/components/focus-scope.ts';
import { label, outline, panel, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { t } from '../../../tv/text.ts';
import { COLOR, fontSize, grown, lineHeight, SAFE, SCREEN } from '../../../tv/theme.ts';
import type { Warning } from '../protocol.ts';
import type { Announcement, LoudLevel } from './announcement.ts';
import { LOOKS, levelSign } from './level-sign.ts';
import { levelOf, momentOf } from './words.ts';

/** How much of the screen a level takes: width, inner edge, side of its sign, size of its headline (px; 0 for a title's). */
const SHAPES = {
  red: { w: SCREEN.w, padX: SAFE.x, padY: SAFE.y, sign: 150, headline: 112, bodyLines: 3 },
  orange: { w: 1660, padX: 72, padY: 52, sign: 150, headline: 96, bodyLines: 3 },
  yellow: { w: 1320, padX: 56, padY: 44, sign: 110, headline: 0, bodyLines: 3 },
} as const;
const GAP = 24;
const EDGE = 10;

/** A warning over what runs: who says it, what, what to do, until when, and the one key that there is. */
export class WarningLayer extends FocusScope {
  #announcement: Announcement | undefined;
  #level: LoudLevel = 'yellow';
  #drawn = '';
  onConfirm: (() => void) | undefined;
  /** Home was pressed: it goes unread. */
  onAway: (() => void) | undefined;

  set announced({ announcement, level }: { announcement: Announcement; level: LoudLevel }) {
    this.#announcement = announcement;
    this.#level = level;
    this.patch({ ...SCREEN, rect: true, color: level === 'red' ? LOOKS.red.ground : COLOR.shade });
    this.redraw();
  }

  /** Draws it from what has come of it; while only the seconds run, only they change. */
  redraw(): void {
    const announcement = this.#announcement;
    if (!announcement) return;
    const drawn = `${announcement.ready} ${fontSize('body')}`;
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.children = [this.#draw(announcement)];
      this.focusOn('read');
    }
    this.tag('Box.Note')?.patch({ text: { text: this.#note(announcement) } });
  }

  #draw(announcement: Announcement): Template {
    const { warning } = announcement;
    const level = this.#level;
    const { w: fullW, padX, padY, headline, bodyLines } = SHAPES[level];
    const w = fullW - 2 * padX;
    const textSize = level === 'yellow' ? 'strong' : 'title';
    const headPx = headline || fontSize('title');
    const headY = padY + signHeight(level) + GAP;
    const bodyY = headY + headPx * 1.35 + GAP / 2;
    const untilY = bodyY + bodyLines * lineHeight(textSize) + GAP / 2;
    const h = level === 'red' ? SCREEN.h : untilY + lineHeight('strong') + GAP + buttonHeight() + padY;
    const until = t('broadcast.tv.until', { time: momentOf(warning.expiresAt, kit.clock.now()) });
    const head = label({ text: warning.headline, w, lines: 1, x: padX, y: headY });
    return {
      ref: 'Box',
      x: (SCREEN.w - fullW) / 2,
      y: (SCREEN.h - h) / 2,
      children: [
        ...(level === 'red' ? [] : ground(level, fullW, h)),
        ...sender(warning, level),
        { ...head, text: { ...head.text, fontSize: headPx, lineHeight: Math.round(headPx * 1.3) } },
        label({ text: warning.body, size: textSize, w, lines: bodyLines, x: padX, y: bodyY }),
        label({ text: until, size: 'strong', color: 'quiet', x: padX, y: untilY }),
        ...this.#key(announcement, h - padY - buttonHeight()),
      ],
    };
  }

  /** The only key that there is, and what it will do or is waiting for. */
  #key(announcement: Announcement, y: number): Template[] {
    const { ready } = announcement;
    const { w, padX } = SHAPES[this.#level];
    const buttonW = grown(440);
    const text = t(ready ? 'broadcast.tv.read' : 'broadcast.tv.wait');
    const noteX = padX + buttonW + 40;
    const note = { text: this.#note(announcement), w: w - padX - noteX, lines: 2, x: noteX } as const;
    const noteY = y + (buttonHeight() - lineHeight('hint')) / 2;
    return [
      button({ key: 'read', main: ready, text, w: buttonW, x: padX, y, onPress: () => this.#confirm() }),
      { ref: 'Note', ...label({ ...note, size: 'hint', color: 'quiet', y: noteY }) },
    ];
  }

  #note({ ready, secondsLeft }: Announcement): string {
    if (this.#level === 'yellow') return t('broadcast.tv.leaves', { n: secondsLeft });
    if (ready) return t('broadcast.tv.small');
    return this.#level === 'red' ? t('broadcast.tv.soon') : t('broadcast.tv.soonIn', { n: secondsLeft });
  }

  #confirm(): void {
    if (this.#announcement?.ready) this.onConfirm?.();
  }

  override _handleBack(): boolean {
    this.#confirm();
    return true;
  }

  /** Over a pop-up Home goes home; the worse levels do not hear of it. */
  _handleHome(): boolean {
    if (this.#level !== 'yellow') return true;
    this.onAway?.();
    return false;
  }
}

/** Height of the sign with the two lines beside it, px. */
function signHeight(level: LoudLevel): number {
  return Math.max(grown(SHAPES[level].sign), lineHeight('title') + lineHeight('strong'));
}

/** Which level it is, by colour, shape and word; and who says it. */
function sender(warning: Warning, level: LoudLevel): Template[] {
  const { w, padX, padY, sign } = SHAPES[level];
  const side = grown(sign);
  const x = padX + side + 36;
  const text = t('broadcast.tv.says', { sender: warning.sender });
  return [
    levelSign({ level, side, x: padX, y: padY + (signHeight(level) - side) / 2 }),
    label({ text: levelOf(warning), size: 'title', color: LOOKS[level].word, x, y: padY }),
    label({ text, size: 'strong', w: w - x - padX, lines: 1, x, y: padY + lineHeight('title') }),
  ];
}

function ground(level: LoudLevel, w: number, h: number): Template[] {
  const edge = outline({ w: w - 2 * EDGE, h: h - 2 * EDGE, color: LOOKS[level].color, radius: 24 }, EDGE);
  return [panel({ w, h, color: LOOKS[level].ground, radius: 32 }), { ...edge, x: 0, y: 0 }];
}
