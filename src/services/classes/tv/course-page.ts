import { button, buttonHeight } from '../../../tv/components/button.ts';
import { listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { LivePage, onReconnect, staleLine } from '../../../tv/components/live-page.ts';
import { scrollArea } from '../../../tv/components/scroll-area.ts';
import { failedView, loadingView, offlineView, stateView } from '../../../tv/components/states.ts';
import { label, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { go, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, lineHeight } from '../../../tv/theme.ts';
import type { Course, Lesson, Session } from '../protocol/model.ts';
import { catalogue } from './catalogue.ts';
import { enrolment } from './enrolment.ts';
import { posterView } from './poster.ts';
import { track } from './track.ts';
import { lengthWord, progressWord, whenWord, whereWord } from './words.ts';

const RIGHT = 600;
const GAP = 48;
const BETWEEN = 20;

/** One course: its lessons with how far one is, its teacher, and the ways to take part. */
export default class ClassesCoursePage extends LivePage {
  #course = '';

  override get title(): string {
    return catalogue.page(this.#course)?.course.title ?? t('classes.name');
  }

  override begin(params: PageParams): void {
    this.#course = String(params.course ?? '');
    super.begin(params);
    this.#place();
    this.#refresh();
  }

  override resume(): void {
    super.resume();
    this.#refresh();
  }

  protected override listen(): (() => void)[] {
    const refresh = () => this.#refresh();
    return [
      catalogue.changed.on(() => {
        const empty = this.items.length === 0;
        this.redraw();
        if (empty) this.#place();
      }),
      enrolment.changed.on(() => this.redraw()),
      track.heard.on(refresh),
      kit.link.on('classes:changed', refresh),
      kit.link.changed.on(() => this.redraw()),
      kit.clock.minute.on(() => this.redraw()),
      onReconnect(refresh),
    ];
  }

  /** The way to the deeds and back, from whichever lesson: they stand lower than most. */
  override _handleRight(): boolean {
    if (super._handleRight()) return true;
    return !this.#atDeeds && this.#jump('enrol');
  }

  override _handleLeft(): boolean {
    if (super._handleLeft()) return true;
    return this.#atDeeds && this.#jump(catalogue.page(this.#course)?.lessons.at(-1)?.id);
  }

  get #atDeeds(): boolean {
    return ['enrol', 'ask'].includes(this.focused?.spec.key ?? '');
  }

  #jump(key: string | undefined): boolean {
    if (!this.items.some((item) => item.spec.key === key)) return false;
    this.focusOn(key);
    kit.voice.guide(this.focused?.words ?? '');
    return true;
  }

  #refresh(): void {
    void catalogue.open(this.#course);
  }

  /** The lesson that one has not seen yet is what one has come for. */
  #place(): void {
    const lessons = catalogue.page(this.#course)?.lessons ?? [];
    const next = lessons.find(({ done, durationS }) => !done && durationS !== null) ?? lessons[0];
    this.focusOn(next?.id);
  }

  protected override draw(): Template[] {
    const page = catalogue.page(this.#course);
    if (!page) {
      if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
      if (catalogue.refusal?.code === 'gone') return stateView({ picture: 'classes', text: t('classes.refused.gone') });
      return catalogue.refusal ? failedView(() => this.#refresh()) : loadingView();
    }
    const { w } = bodyBox();
    const stale = staleLine(catalogue.at);
    return [
      ...stale.children,
      ...this.#lessons(page.lessons, w - RIGHT - GAP, stale.h),
      { x: w - RIGHT, children: about(page.course, page.sessions) },
    ];
  }

  #lessons(lessons: readonly Lesson[], w: number, y: number): Template[] {
    const { h } = bodyBox();
    if (lessons.length === 0) return [label({ text: t('classes.lessonsNone'), color: 'quiet', w, lines: 3, y })];
    const step = rowHeight(true) + ROW_GAP;
    const rows = lessons.map((lesson, index) => {
      const waiting = track.waiting(lesson.id);
      const state = waiting ? { ...lesson, second: waiting.second, done: lesson.done || waiting.done } : lesson;
      const length = lesson.durationS === null ? '' : lengthWord(lesson.durationS);
      const captions = lesson.captions && length ? t('classes.lesson.captions') : '';
      return listRow({
        ...{ key: lesson.id, w, y: index * step },
        front: (side) => posterView(lesson.poster, lesson.durationS === null ? 'wait' : 'tv', side),
        text: t('classes.lesson', { n: index + 1, title: lesson.title }),
        more: [length, captions].filter(Boolean).join('　') || t('classes.lesson.later'),
        value: progressWord(state),
        valueColor: state.done ? 'good' : 'accent',
        ...(lesson.durationS !== null && { onPress: () => go('classes/player', { lesson: lesson.id }) }),
      });
    });
    return [{ ref: 'Lessons', ...scrollArea({ x: 0, y, w, h: h - y }, rows, rows.length * step - ROW_GAP, step) }];
  }
}

/** Teacher, what it is about, the next live lesson; below the two ways to take part. */
function about(course: Course, sessions: readonly Session[]): Template[] {
  const { h } = bodyBox();
  const next = sessions.find(({ cancelled }) => !cancelled);
  const children: Template[] = [label({ text: course.teacher, color: 'accent', w: RIGHT, lines: 1 })];
  const deedsY = h - 2 * buttonHeight() - BETWEEN;
  let y = lineHeight('body') + 8;
  const nextH = next ? 2 * lineHeight('hint') + BETWEEN : 0;
  const lines = Math.max(1, Math.floor((deedsY - BETWEEN - nextH - y) / lineHeight('hint')));
  if (course.about)
    children.push(label({ text: course.about, size: 'hint', color: 'quiet', w: RIGHT, lines: Math.min(6, lines), y }));
  if (next) {
    y = deedsY - BETWEEN - nextH + 8;
    const text = t('classes.nextSession', { when: whenWord(next), where: whereWord(next) });
    children.push(label({ text, size: 'hint', w: RIGHT, lines: 2, y }));
  }
  const residents = kit.home.current?.residents ?? [];
  const enrolled = enrolment.of(course).length > 0;
  const [only] = residents;
  const press = () => {
    if (residents.length === 1 && only) enrolment.set(course, only.id, !enrolled);
    else go('classes/enrol', { course: course.id });
  };
  return [
    ...children,
    button({
      key: 'enrol',
      text: t(enrolled ? (residents.length > 1 ? 'classes.enrolled' : 'classes.leave') : 'classes.enrol'),
      ...{ w: RIGHT, y: deedsY, onPress: press },
    }),
    button({
      key: 'ask',
      text: t('classes.ask', { teacher: course.teacher }),
      ...{ w: RIGHT, y: deedsY + buttonHeight() + BETWEEN },
      onPress: () => go('classes/ask', { course: course.id, teacher: course.teacher }),
    }),
  ];
}
