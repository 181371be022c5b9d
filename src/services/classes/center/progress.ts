import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { addressOf } from '../../../center/identity/households.ts';
import { resident } from '../../../center/identity/schema.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Handlers } from '../../../center/serve.ts';
import type { Learner } from '../protocol/model.ts';
import type { classes } from '../protocol.ts';
import { enrolment, lesson, progress } from '../schema.ts';

type ProgressAsks = Pick<Handlers<typeof classes>, 'progress' | 'learners'>;

/** How far households are. What is kept is `mergeProgress` of all that their boxes have told, in one statement. */
export const progressHandlers: ProgressAsks = {
  async progress(work, { householdId }, { lessonId, second, done, at }) {
    const { communityId, tx, now } = work;
    const [known] = await tx
      .select({ id: lesson.id })
      .from(lesson)
      .where(and(eq(lesson.communityId, communityId), eq(lesson.id, lessonId)));
    if (!known) throw refuse('gone', 'classes.refused.gone');
    // A box whose clock runs ahead must not keep all others from being right.
    const told = at > now ? now : new Date(at).toISOString();
    const excluded = {
      at: sql`excluded.at`,
      second: sql`excluded.second`,
      done: sql`excluded.done`,
    };
    const newer = sql`(${excluded.at}, ${excluded.second}) > (${progress.at}, ${progress.second})`;
    const [row] = await tx
      .insert(progress)
      .values({ communityId, householdId, lessonId, second, done, at: told })
      .onConflictDoUpdate({
        target: [progress.communityId, progress.householdId, progress.lessonId],
        set: {
          second: sql`CASE WHEN ${newer} THEN ${excluded.second} ELSE ${progress.second} END`,
          at: sql`greatest(${excluded.at}, ${progress.at})`,
          done: sql`${excluded.done} OR ${progress.done}`,
        },
      })
      .returning();
    if (!row) throw refuse('unavailable');
    const view = { lessonId, second: row.second, done: row.done, at: row.at };
    work.tellBoxes(`household:${householdId}`, 'classes:progressed', view);
    return view;
  },

  async learners({ db, communityId }, _, { courseId }) {
    const people = await db
      .select({ householdId: enrolment.householdId, name: resident.name })
      .from(enrolment)
      .innerJoin(resident, and(eq(resident.communityId, enrolment.communityId), eq(resident.id, enrolment.residentId)))
      .where(and(eq(enrolment.communityId, communityId), eq(enrolment.courseId, courseId)))
      .orderBy(enrolment.at);
    const lessons = await db
      .select({ id: lesson.id })
      .from(lesson)
      .where(and(eq(lesson.communityId, communityId), eq(lesson.courseId, courseId)));
    const ids = lessons.map(({ id }) => id);
    const seen =
      ids.length === 0
        ? []
        : await db
            .select()
            .from(progress)
            .where(and(eq(progress.communityId, communityId), inArray(progress.lessonId, ids)))
            .orderBy(desc(progress.at));
    const homes = [...new Set([...people, ...seen].map(({ householdId }) => householdId))];
    const learners = await Promise.all(
      homes.map(async (householdId): Promise<Learner> => {
        const own = seen.filter((row) => row.householdId === householdId);
        const address = await addressOf(db, communityId, householdId);
        return {
          householdId,
          where: address.label,
          names: people.filter((one) => one.householdId === householdId).map(({ name }) => name),
          seen: own.filter(({ done }) => done).length,
          lessons: own.length,
          lastAt: own[0]?.at ?? null,
        };
      }),
    );
    return { learners: learners.sort((a, b) => a.where.localeCompare(b.where, 'zh-CN')), lessons: ids.length };
  },
};
