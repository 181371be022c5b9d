import { listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { LivePage, onReconnect, staleLine } from '../../../tv/components/live-page.ts';
import { scrollArea } from '../../../tv/components/scroll-area.ts';
import { failedView, loadingView, offlineView, stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { go, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox } from '../../../tv/theme.ts';
import type { Course } from '../protocol/model.ts';
import { catalogue } from './catalogue.ts';
import { cardHeight, courseCard, tagCardHeight } from './course-card.ts';
import { track } from './track.ts';
import { atWord, lengthWord, whenWord } from './words.ts';

const GAP = 24;
const COLUMNS = 3;
const RIGHT = 600;

/** The first page of 老年课堂: where one goes on, the timetable, and all courses. */
export default class ClassesStart extends LivePage {
  /** Once the person has pressed a key here, the focus is theirs. */
  #touched = false;

  override get title(): string {
    return t('classes.name');
  }

  override begin(params: PageParams): void {
    this.#touched = false;
    super.begin(params);
    this.focusOn('resume');
    this.#refresh();
  }

  override resume(): void {
    super.resume();
    this.#refresh();
  }

  protected override listen(): (() => void)[] {
    const refresh = () => this.#refresh();
    return [
      catalogue.changed.on(() => this.#changed()),
      track.heard.on(() => void catalogue.refresh()),
      kit.link.on('classes:changed', refresh),
      kit.link.changed.on(() => this.redraw()),
      kit.clock.minute.on(() => this.redraw()),
      onReconnect(refresh),
      kit.pressed.on(() => {
        this.#touched = true;
      }),
    ];
  }

  #refresh(): void {
    void catalogue.refresh();
    void catalogue.refreshTimetable();
  }

  #changed(): void {
    const empty = this.items.length === 0;
    this.redraw();
    if (this.#touched || !empty) return;
    this.focusOn('resume');
    this.introduce();
  }

  protected override draw(): Template[] {
    const known = catalogue.overview;
    if (!known) {
      if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
      return catalogue.refusal ? failedView(() => this.#refresh()) : loadingView();
    }
    const { w, h } = bodyBox();
    if (known.courses.length === 0) {
      return stateView({ picture: 'classes', text: t('classes.none'), more: t('classes.noneHelp') });
    }
    const stale = staleLine(catalogue.at);
    const top = tagCardHeight();
    const cardW = (w - GAP * (COLUMNS - 1)) / COLUMNS;
    const step = cardHeight() + GAP;
    const cards = known.courses.map((course, index) => {
      const at = { x: (index % COLUMNS) * (cardW + GAP), y: Math.floor(index / COLUMNS) * step };
      return courseCard({ key: course.id, w: cardW, h: cardHeight(), ...at, ...courseWords(course) });
    });
    const rows = Math.ceil(cards.length / COLUMNS);
    const y = stale.h + top + GAP;
    return [
      ...stale.children,
      { y: stale.h, children: [this.#resume(w - RIGHT - GAP, top), ...this.#side(w - RIGHT, top)] },
      { ref: 'Courses', ...scrollArea({ x: 0, y, w, h: h - y }, cards, rows * step - GAP, step) },
    ];
  }

  /** Where one goes on; for who has seen nothing yet, the first course. */
  #resume(w: number, h: number): Template {
    const { resume, courses = [] } = catalogue.overview ?? {};
    const base = { key: 'resume', w, h, picture: 'tv' };
    if (!resume) {
      const [first] = courses;
      return courseCard({
        ...base,
        picture: first?.picture ?? 'classes',
        tag: t('classes.first'),
        title: first?.title ?? '',
        more: first?.about || t('classes.firstMore'),
        onPress: () => go('classes/course', { course: first?.id ?? '' }),
      });
    }
    // What this box has not been able to tell yet is newer.
    const second = track.waiting(resume.id)?.second ?? resume.second;
    const durationS = resume.durationS ?? 0;
    return courseCard({
      ...base,
      tag: t(second > 0 ? 'classes.resume' : 'classes.resumeNext'),
      title: resume.title,
      more: t('classes.resumeMore', { course: resume.course, at: atWord(second), length: lengthWord(durationS) }),
      share: durationS > 0 ? second / durationS : 0,
      onPress: () => go('classes/player', { lesson: resume.id }),
    });
  }

  #side(x: number, h: number): Template[] {
    const next = catalogue.timetable?.sessions.find(({ cancelled }) => !cancelled);
    const { answers = 0 } = catalogue.overview ?? {};
    const gap = Math.min(ROW_GAP, h - 2 * rowHeight());
    return [
      listRow({
        key: 'timetable',
        ...{ w: RIGHT, x, y: 0, picture: 'calendar', text: t('classes.timetable') },
        ...(next && { value: whenWord(next) }),
        onPress: () => go('classes/timetable'),
      }),
      listRow({
        key: 'answers',
        ...{ w: RIGHT, x, y: rowHeight() + gap, picture: 'bell', text: t('classes.answers') },
        ...(answers > 0 && { value: t('classes.answersCount', { n: answers }) }),
        onPress: () => go('classes/answers'),
      }),
    ];
  }
}

function courseWords({ id, title, picture, teacher, lessons, seen }: Course) {
  const more = t(seen > 0 ? 'classes.course.seen' : 'classes.course.lessons', { teacher, n: lessons, seen });
  return {
    ...{ title, picture, more, share: lessons > 0 ? seen / lessons : 0 },
    onPress: () => go('classes/course', { course: id }),
  };
}
