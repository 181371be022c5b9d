import { and, desc, eq, inArray } from 'drizzle-orm';
import { addressOf } from '../../../center/identity/households.ts';
import { resident } from '../../../center/identity/schema.ts';
import type { Handlers } from '../../../center/serve.ts';
import type { Learner } from '../protocol/model.ts';
import type { classes } from '../protocol.ts';
import { enrolment, lesson, progress } from '../schema.ts';
import { writeDown } from './progress-book.ts';

type ProgressAsks = Pick<Handlers<typeof classes>, 'progress' | 'learners'>;

/** How far households are. */
export const progressHandlers: ProgressAsks = {
  progress: (reading, { communityId, householdId }, told) => writeDown(reading, { communityId, householdId, ...told }),

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
