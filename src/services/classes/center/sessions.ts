import { and, asc, count, eq, gte, inArray, lt } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Handlers } from '../../../center/serve.ts';
import type { Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import { addDays, dayOf, instantOf } from '../../../protocol/time.ts';
import type { Session, StaffSession } from '../protocol/model.ts';
import { sessionPhase, sessionTimes } from '../protocol/rules.ts';
import type { classes } from '../protocol.ts';
import { course, enrolment, session } from '../schema.ts';
import { staffCourse, tellEdited } from './courses.ts';
import { remind, scheduleSession, unscheduleSession } from './session-timers.ts';

const DAYS = 14;

function sessions(db: Queries) {
  return db
    .select({ session, course: course.title, teacher: course.teacher, hidden: course.hidden })
    .from(session)
    .innerJoin(course, and(eq(course.communityId, session.communityId), eq(course.id, session.courseId)))
    .$dynamic();
}

/** Live lessons that a household may see, from today on; of one course or of all. */
export async function sessionsFor(
  db: Queries,
  of: { communityId: string; householdId: string; now: string; courseId?: string },
): Promise<Session[]> {
  const { communityId, householdId, now, courseId } = of;
  const today = dayOf(now);
  const rows = await sessions(db)
    .where(
      and(
        eq(session.communityId, communityId),
        eq(course.hidden, false),
        gte(session.endsAt, now),
        lt(session.startsAt, instantOf(addDays(today, DAYS), '00:00')),
        courseId ? eq(session.courseId, courseId) : undefined,
      ),
    )
    .orderBy(asc(session.startsAt))
    .limit(100);
  const mine = await db
    .select({ courseId: enrolment.courseId })
    .from(enrolment)
    .where(and(eq(enrolment.communityId, communityId), eq(enrolment.householdId, householdId)));
  const own = new Set(mine.map((row) => row.courseId));
  return rows.map(({ session: { communityId: _, url, ...row }, course: name, teacher }) => ({
    ...row,
    course: name,
    teacher,
    stream: url !== null,
    mine: own.has(row.courseId),
  }));
}

async function staffSessions(db: Queries, communityId: string, ids: readonly string[]): Promise<StaffSession[]> {
  if (ids.length === 0) return [];
  const rows = await sessions(db)
    .where(and(eq(session.communityId, communityId), inArray(session.id, [...ids])))
    .orderBy(asc(session.startsAt));
  const enrolled = await db
    .select({ courseId: enrolment.courseId, n: count() })
    .from(enrolment)
    .where(eq(enrolment.communityId, communityId))
    .groupBy(enrolment.courseId);
  return rows.map(({ session: { communityId: _, ...row }, course: name }) => ({
    ...row,
    course: name,
    enrolled: enrolled.find((one) => one.courseId === row.courseId)?.n ?? 0,
  }));
}

async function sessionRow(work: Work, id: string) {
  const [row] = await work.tx
    .select()
    .from(session)
    .where(and(eq(session.communityId, work.communityId), eq(session.id, id)));
  if (!row) throw refuse('gone', 'classes.refused.gone');
  return row;
}

type SessionAsks = Pick<Handlers<typeof classes>, 'timetable' | 'join' | 'week' | 'saveSession' | 'cancelSession'>;

/** The timetable of live lessons. */
export const sessionHandlers: SessionAsks = {
  timetable: async ({ db, now }, { communityId, householdId }) => ({
    sessions: await sessionsFor(db, { communityId, householdId, now }),
  }),

  async join({ db, now }, { communityId }, { sessionId }) {
    const [row] = await sessions(db).where(and(eq(session.communityId, communityId), eq(session.id, sessionId)));
    if (!row || row.hidden || row.session.cancelled || !row.session.url) {
      throw refuse('gone', 'classes.refused.notLive');
    }
    const phase = sessionPhase(row.session, Date.parse(now));
    if (phase === 'over') throw refuse('late', 'classes.refused.over');
    if (phase === 'ahead') throw refuse('conflict', 'classes.refused.ahead');
    return { url: row.session.url, title: `${row.course} ${row.session.title}`, endsAt: row.session.endsAt };
  },

  async week({ db, communityId }, _, { from }) {
    const rows = await db
      .select({ id: session.id })
      .from(session)
      .where(
        and(
          eq(session.communityId, communityId),
          gte(session.startsAt, instantOf(from, '00:00')),
          lt(session.startsAt, instantOf(addDays(from, 7), '00:00')),
        ),
      );
    return {
      sessions: await staffSessions(
        db,
        communityId,
        rows.map(({ id }) => id),
      ),
    };
  },

  async saveSession(work, actor, { id, courseId, title, day, from, to, room, url, weeks }) {
    const { communityId, tx } = work;
    await staffCourse(tx, communityId, courseId);
    if (id) await sessionRow(work, id);
    if (sessionTimes(day, from, to).endsAt <= work.now) throw refuse('late', 'classes.refused.past');
    const ids: string[] = [];
    for (let week = 0; week < (id ? 1 : weeks); week++) {
      const times = sessionTimes(addDays(day, 7 * week), from, to);
      const fields = { courseId, title, room, url, ...times, cancelled: false };
      const [row] = await tx
        .insert(session)
        .values({ communityId, id: id ?? newId(), ...fields })
        .onConflictDoUpdate({ target: [session.communityId, session.id], set: fields })
        .returning();
      if (!row) throw refuse('unavailable');
      await scheduleSession(work, row);
      ids.push(row.id);
    }
    work.audit(actor, 'classes.saveSession', `course:${courseId}`, { title, day, from, to, weeks });
    tellEdited(work);
    return { sessions: await staffSessions(tx, communityId, ids) };
  },

  async cancelSession(work, actor, { sessionId }) {
    const row = await sessionRow(work, sessionId);
    if (row.endsAt <= work.now) throw refuse('late', 'classes.refused.past');
    if (!row.cancelled) {
      await work.tx
        .update(session)
        .set({ cancelled: true })
        .where(and(eq(session.communityId, work.communityId), eq(session.id, sessionId)));
      await unscheduleSession(work, sessionId);
      await remind(work, row, 'cancelled');
      work.audit(actor, 'classes.cancelSession', `course:${row.courseId}`, { startsAt: row.startsAt });
      tellEdited(work);
    }
    const [view] = await staffSessions(work.tx, work.communityId, [sessionId]);
    if (!view) throw refuse('gone', 'classes.refused.gone');
    return view;
  },
};
