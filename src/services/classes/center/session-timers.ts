import { and, eq } from 'drizzle-orm';
import { cancel, schedule } from '../../../center/jobs/jobs.ts';
import type { TimerHandler } from '../../../center/serve.ts';
import type { Work } from '../../../center/work.ts';
import type { FeedBody } from '../../../protocol/services.ts';
import { REMIND_MIN } from '../protocol/rules.ts';
import { course, enrolment, session } from '../schema.ts';

type SessionRow = typeof session.$inferSelect;
type Kind = FeedBody<'classes:reminder'>['kind'];

const SOON = 'classes.soon';
const NOW = 'classes.now';

/** Sets the two clocks of a live lesson, in place of those it had; none for one that has begun. */
export async function scheduleSession(work: Work, { id, startsAt }: SessionRow): Promise<void> {
  await unscheduleSession(work, id);
  const start = Date.parse(startsAt);
  if (start <= Date.parse(work.now)) return;
  const clocks = [
    [SOON, start - REMIND_MIN * 60_000],
    [NOW, start],
  ] as const;
  for (const [kind, at] of clocks) {
    // Planned at short notice, it is about to begin as soon as it is planned.
    const dueAt = new Date(Math.max(at, Date.parse(work.now))).toISOString();
    await schedule(work.tx, { communityId: work.communityId, kind, ref: id, dueAt });
  }
  work.afterCommit((place) => place.nudge());
}

/** Nobody is reminded of it any more. */
export async function unscheduleSession(work: Work, sessionId: string): Promise<void> {
  for (const kind of [SOON, NOW]) {
    await cancel(work.tx, { communityId: work.communityId, kind, ref: sessionId });
  }
}

/** Tells every household that is enrolled; news that its box sees too late is not shown. */
export async function remind(work: Work, row: SessionRow, kind: Kind): Promise<void> {
  const { communityId, tx } = work;
  const [of] = await tx
    .select({ title: course.title })
    .from(course)
    .where(and(eq(course.communityId, communityId), eq(course.id, row.courseId)));
  const homes = await tx
    .selectDistinct({ id: enrolment.householdId })
    .from(enrolment)
    .where(and(eq(enrolment.communityId, communityId), eq(enrolment.courseId, row.courseId)))
    .orderBy(enrolment.householdId);
  const { id: sessionId, title, startsAt, endsAt, room, url } = row;
  const body = { kind, sessionId, course: of?.title ?? '', title, startsAt, endsAt, room, stream: url !== null };
  const expiresAt = kind === 'now' ? endsAt : startsAt;
  if (expiresAt <= work.now) return;
  for (const { id } of homes) await work.publish(`household:${id}`, 'classes:reminder', body, { expiresAt });
}

const onDue =
  (kind: Kind): TimerHandler =>
  async (work, { ref }) => {
    const [row] = await work.tx
      .select()
      .from(session)
      .where(and(eq(session.communityId, work.communityId), eq(session.id, ref)));
    if (row && !row.cancelled) await remind(work, row, kind);
  };

export const sessionTimers = { [SOON]: onDue('soon'), [NOW]: onDue('now') };
