import { button, buttonHeight } from '../../../tv/components/button.ts';
import { FocusScope } from '../../../tv/components/focus-scope.ts';
import { label, outline, panel, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { t } from '../../../tv/text.ts';
import { COLOR, fontSize, grown, lineHeight, SAFE, SCREEN } from '../../../tv/theme.ts';
import type { Announcement, LoudLevel } from './announcement.ts';
import { LOOKS, levelSign } from './level-sign.ts';
import { levelOf, momentOf } from './words.ts';

/** How much of the screen a level takes: its width and inner edge (px), and the size of its headline. */
const SHAPES = {
  red: { w: SCREEN.w, padX: SAFE.x, padY: SAFE.y, headline: 112, bodyLines: 3 },
  orange: { w: 1660, padX: 72, padY: 52, headline: 96, bodyLines: 3 },
  yellow: { w: 1320, padX: 56, padY: 44, headline: 0, bodyLines: 3 },
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
    const { warning, ready } = announcement;
    const level = this.#level;
    const { w: fullW, padX, padY, headline, bodyLines } = SHAPES[level];
    const w = fullW - 2 * padX;
    const side = grown(level === 'yellow' ? 110 : 150);
    const textSize = level === 'yellow' ? 'strong' : 'title';
    const headPx = headline || fontSize('title');
    const signH = Math.max(side, lineHeight('title') + lineHeight('strong'));
    const headY = padY + signH + GAP;
    const bodyY = headY + headPx * 1.35 + GAP / 2;
    const untilY = bodyY + bodyLines * lineHeight(textSize) + GAP / 2;
    const buttonY = untilY + lineHeight('strong') + GAP;
    const h = level === 'red' ? SCREEN.h : buttonY + buttonHeight() + padY;
    const buttonW = grown(440);
    const bottom = h - padY - buttonHeight() - (level === 'red' ? 10 : 0);
    const until = t('broadcast.tv.until', { time: momentOf(warning.expiresAt, kit.clock.now()) });
    const ground = LOOKS[level].ground;
    const textX = padX + side + 36;
    const head = label({ text: warning.headline, w, lines: 1, x: padX, y: headY });
    return {
      ref: 'Box',
      x: (SCREEN.w - fullW) / 2,
      y: (SCREEN.h - h) / 2,
      children: [
        ...(level === 'red'
          ? []
          : [
              panel({ w: fullW, h, color: ground, radius: 32 }),
              outline({ w: fullW - 2 * EDGE, h: h - 2 * EDGE, color: LOOKS[level].color, radius: 24 }, EDGE),
            ].map((part, index) => (index ? { ...part, x: 0, y: 0 } : part))),
        levelSign({ level, side, x: padX, y: padY + (signH - side) / 2 }),
        label({
          text: levelOf(warning),
          size: 'title',
          color: LOOKS[level].color === LOOKS.red.color ? 'text' : LOOKS[level].color,
          x: textX,
          y: padY,
        }),
        label({
          text: t('broadcast.tv.says', { sender: warning.sender }),
          size: 'strong',
          w: fullW - textX - padX,
          lines: 1,
          x: textX,
          y: padY + lineHeight('title'),
        }),
        { ...head, text: { ...head.text, fontSize: headPx, lineHeight: Math.round(headPx * 1.3) } },
        label({ text: warning.body, size: textSize, w, lines: bodyLines, x: padX, y: bodyY }),
        label({ text: until, size: 'strong', color: 'quiet', x: padX, y: untilY }),
        button({
          key: 'read',
          main: ready,
          text: t(ready ? 'broadcast.tv.read' : 'broadcast.tv.wait'),
          w: buttonW,
          x: padX,
          y: bottom,
          onPress: () => this.#confirm(),
        }),
        {
          ref: 'Note',
          ...label({
            text: this.#note(announcement),
            size: 'hint',
            color: 'quiet',
            w: w - buttonW - 40,
            lines: 2,
            x: padX + buttonW + 40,
            y: bottom + (buttonHeight() - lineHeight('hint')) / 2,
          }),
        },
      ],
    };
  }

  #note({ ready, secondsLeft }: Announcement): string {
    if (this.#level === 'yellow') return t('broadcast.tv.leaves', { n: secondsLeft });
    return ready ? t('broadcast.tv.small') : t('broadcast.tv.soon');
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
