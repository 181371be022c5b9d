import type { Refusal } from '../../../protocol/reply.ts';
import { showDialog } from '../../../tv/components/dialog.ts';
import { listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { LivePage, onReconnect } from '../../../tv/components/live-page.ts';
import { scrollArea } from '../../../tv/components/scroll-area.ts';
import { failedView, loadingView, offlineView, stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { back, type PageParams } from '../../../tv/navigate.ts';
import { t, tAgo } from '../../../tv/text.ts';
import { bodyBox } from '../../../tv/theme.ts';
import type { Note } from '../protocol/model.ts';
import { lengthWord } from './words.ts';

/** What this home has asked its teachers, and what they have written back. */
export default class ClassesAnswersPage extends LivePage {
  #notes: readonly Note[] | undefined;
  #refusal: Refusal | undefined;

  override get title(): string {
    return t('classes.answers');
  }

  override begin(params: PageParams): void {
    super.begin(params);
    this.focusOn(undefined);
    void this.#refresh();
  }

  override resume(): void {
    super.resume();
    void this.#refresh();
  }

  protected override listen(): (() => void)[] {
    const refresh = () => void this.#refresh();
    return [kit.feed.on('classes:answer', refresh), kit.link.changed.on(() => this.redraw()), onReconnect(refresh)];
  }

  async #refresh(): Promise<void> {
    const reply = await kit.cache.ask('classes:notes', {}, ({ value }) => {
      this.#notes = value.notes;
      this.redraw();
    });
    this.#refusal = reply.ok ? undefined : reply.refusal;
    this.redraw();
  }

  protected override draw(): Template[] {
    const notes = this.#notes;
    if (!notes) {
      if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
      return this.#refusal ? failedView(() => void this.#refresh()) : loadingView();
    }
    if (notes.length === 0) {
      const deed = { text: t('classes.back'), onPress: back };
      return stateView({ picture: 'bell', text: t('classes.answersNone'), more: t('classes.answersNoneHelp'), deed });
    }
    const { w, h } = bodyBox();
    const step = rowHeight(true) + ROW_GAP;
    const rows = notes.map((note, index) =>
      listRow({
        ...{ key: note.id, w, y: index * step, picture: note.answer ? 'ok' : 'wait' },
        text: note.answer ?? t('classes.answers.waiting'),
        more: t('classes.answers.about', {
          ...{ course: note.course, teacher: note.teacher, length: lengthWord(note.seconds) },
          ago: tAgo(kit.clock.now() - Date.parse(note.answeredAt ?? note.at)),
        }),
        ...(note.answer && { onPress: () => read(note) }),
      }),
    );
    return [{ ref: 'Notes', ...scrollArea({ x: 0, y: 0, w, h }, rows, rows.length * step - ROW_GAP, step) }];
  }
}

/** A dialog holds three lines of it; what is longer goes on in the next. */
const LETTERS = 66;

function read({ teacher, answer }: Note, from = 0): void {
  const letters = [...(answer ?? '')];
  const more = letters.length > from + LETTERS;
  showDialog({
    title: t('classes.answers.says', { teacher }),
    text: letters.slice(from, from + LETTERS).join(''),
    ...(more && {
      deed: { text: t('classes.answers.more'), onPress: () => read({ teacher, answer } as Note, from + LETTERS) },
    }),
  });
}
