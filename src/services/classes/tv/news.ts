import * as v from 'valibot';
import type { FeedBody } from '../../../protocol/services.ts';
import { clockTime } from '../../../protocol/time.ts';
import { showDialog } from '../../../tv/components/dialog.ts';
import type { FeedItem } from '../../../tv/feed.ts';
import type { Kit } from '../../../tv/kit.ts';
import { go } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { COLOR } from '../../../tv/theme.ts';
import { whenWord, whereWord } from './words.ts';

type Reminder = FeedItem<'classes:reminder'>;

const REMINDED = 'classes.reminded';
const KEPT = 60;
const SHOWN_MS = 30_000;

/** Reminders of live lessons as pop-ups, also those that came while the television was off; answers of teachers as a line. */
export function tellNews(kit: Kit): void {
  const read = () => kit.store.read(REMINDED, v.array(v.string())) ?? [];
  /** One lesson is spoken of once at a time: that it begins takes the place of that it is about to. */
  const open = new Map<string, () => void>();

  function remind(item: Reminder): void {
    if (read().includes(item.id)) return;
    const { body } = item;
    open.get(body.sessionId)?.();
    const seen = () => {
      kit.store.write(REMINDED, [...read(), item.id].slice(-KEPT));
      kit.feed.receipt(item.id, 'confirmed');
      open.delete(body.sessionId);
    };
    const close = showDialog({
      picture: body.kind === 'cancelled' ? 'cancel' : 'classes',
      title: t(`classes.remind.${body.kind}`, { course: body.course }),
      text: wordsOf(body),
      safe: { text: t('classes.remind.well'), onPress: seen },
      ...(body.kind !== 'cancelled' && {
        deed: {
          text: t('classes.remind.go'),
          onPress: () => {
            seen();
            if (body.stream) go('classes/live', { session: body.sessionId });
            else go('classes/timetable');
          },
        },
      }),
    });
    open.set(body.sessionId, close);
    kit.feed.receipt(item.id, 'shown');
  }

  kit.feed.on('classes:reminder', remind);
  // What came before a restart and still holds; of each lesson the last word.
  const kept = new Map(kit.feed.kept('classes:reminder').map((item) => [item.body.sessionId, item]));
  for (const item of kept.values()) remind(item);

  kit.feed.on('classes:answer', ({ body }) => {
    const text = t('classes.answers.news', { teacher: body.teacher, course: body.course });
    const end = kit.banners.show({ tag: t('classes.name'), text, color: COLOR.accent, ink: COLOR.onAccent, rank: 0 });
    setTimeout(end, SHOWN_MS);
    void kit.voice.speak(text, { queue: true });
  });
}

function wordsOf(body: FeedBody<'classes:reminder'>): string {
  const { kind, title, startsAt } = body;
  if (kind === 'cancelled') return t('classes.remind.cancelledText', { when: whenWord(body), title });
  return t('classes.remind.text', { title, time: clockTime(startsAt), where: whereWord(body) });
}
