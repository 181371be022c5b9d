import { type Drawing, Focusable, type FocusableSpec } from '../../../tv/components/focusable.ts';
import { picture } from '../../../tv/components/picture.ts';
import { colorOf, label, panel, type Template } from '../../../tv/components/template.ts';
import { COLOR, grown, lineHeight } from '../../../tv/theme.ts';

export interface CourseCardSpec extends FocusableSpec {
  readonly w: number;
  readonly h: number;
  readonly picture: string;
  readonly title: string;
  readonly more: string;
  /** In front of the title, quieter: '继续看'. */
  readonly tag?: string;
  /** 0 to 1: how much of it was seen; a line at the lower edge. */
  readonly share?: number;
}

const PAD = 28;
const LINE = 12;

/** A course, or the lesson that goes on: picture, name, and how far the household is. */
export class CourseCard extends Focusable<CourseCardSpec> {
  protected override draw({ w, h, picture: name, title, more, tag, share }: CourseCardSpec): Drawing {
    const side = grown(tag ? 150 : 112);
    const x = 2 * PAD + side;
    const room = w - x - PAD;
    const children: Template[] = [
      { ref: 'Ground', ...panel({ w, h }) },
      picture({ name, side, x: PAD, y: (h - side) / 2 }),
    ];
    let y = PAD;
    if (tag) {
      children.push(label({ text: tag, size: 'hint', color: 'accent', w: room, lines: 1, x, y }));
      y += lineHeight('hint');
    }
    const size = tag ? 'title' : 'body';
    children.push(label({ text: title, size, w: room, lines: tag ? 1 : 2, x, y }));
    const moreY = h - PAD - lineHeight('hint');
    children.push(label({ text: more, size: 'hint', color: 'quiet', w: room, lines: 1, x, y: moreY }));
    if (share !== undefined && share > 0) {
      const full = w - 2 * PAD;
      const at = { x: PAD, y: h - LINE - 4, h: LINE, rect: true };
      children.push(
        { ...at, w: full, color: COLOR.line },
        { ...at, w: full * Math.min(1, share), color: COLOR.accent },
      );
    }
    return { w, h, children };
  }

  protected override light(on: boolean): void {
    this.tag('Ground').color = colorOf(on ? 'surfaceFocus' : 'surface');
  }

  override get words(): string {
    const { tag, title, more } = this.spec;
    return [tag, title, more].filter(Boolean).join('，');
  }
}

export const courseCard = (spec: CourseCardSpec): Template => ({ type: CourseCard, spec });

/** Height of a card of a course, px. */
export function cardHeight(): number {
  return 2 * lineHeight('body') + lineHeight('hint') + 2 * PAD;
}

/** Height of the card with a tag, px. */
export function tagCardHeight(): number {
  return lineHeight('title') + 2 * lineHeight('hint') + 2 * PAD;
}
