import { addDays, clockTime, dayOf, shanghai } from '../../../protocol/time.ts';
import { kit } from '../../../tv/kit.ts';
import { t, tDay } from '../../../tv/text.ts';
import type { Lesson, Session } from '../protocol/model.ts';
import { sessionPhase } from '../protocol/rules.ts';

/** A second of a lesson as a clock shows it: '3:05', '1:02:09'. */
export function atWord(second: number): string {
  const whole = Math.floor(second);
  const [hours, minutes, seconds] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** How long something is: '12 分钟', '48 秒'. */
export function lengthWord(seconds: number): string {
  if (seconds < 90) return t('classes.seconds', { n: Math.round(seconds) });
  return t('classes.minutes', { n: Math.round(seconds / 60) });
}

/** How far the household is in a lesson. */
export function progressWord({ durationS, second, done }: Pick<Lesson, 'durationS' | 'second' | 'done'>): string {
  if (durationS === null) return t('classes.lesson.notReady');
  if (done) return t('classes.lesson.done');
  return second >= 1 ? t('classes.lesson.at', { at: atWord(second) }) : t('classes.lesson.new');
}

/** '今天 09:30', '明天 09:30', '11月26日　星期四 09:30'; with its end, where there is room. */
export function whenWord({ startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>, full = false): string {
  const day = dayOf(startsAt);
  const today = dayOf(kit.clock.now());
  const time = full ? `${clockTime(startsAt)}～${clockTime(endsAt)}` : clockTime(startsAt);
  if (day === today) return t('classes.when.today', { time });
  if (day === addDays(today, 1)) return t('classes.when.tomorrow', { time });
  const date = full ? tDay(Date.parse(startsAt)) : shanghai(startsAt).format('M月D日');
  return `${date} ${time}`;
}

/** Where one goes for it. */
export function whereWord({ room, stream }: Pick<Session, 'room' | 'stream'>): string {
  if (!stream) return t('classes.where.room', { room: room || t('classes.where.center') });
  return room ? t('classes.where.both', { room }) : t('classes.where.tv');
}

/** How a live lesson stands now. */
export function sessionWord(session: Session): string {
  if (session.cancelled) return t('classes.session.cancelled');
  const phase = sessionPhase(session, kit.clock.now());
  if (phase === 'ahead') return session.mine ? t('classes.session.mine') : '';
  return t(`classes.session.${phase}`);
}
