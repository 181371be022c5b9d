import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Handlers } from '../../../center/serve.ts';
import type { Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import type { StaffCourse } from '../protocol/model.ts';
import { SHELVES } from '../protocol/model.ts';
import { type classes, teachers } from '../protocol.ts';
import { captions, course, enrolment, job, lesson, progress, session } from '../schema.ts';
import { discard, filmFolder, uploadPath } from './files.ts';
import { jobView } from './jobs.ts';
import { posterOf } from './poster.ts';
import { unscheduleSession } from './session-timers.ts';

/** Something that boxes and teachers' pages show has changed. */
export function tellEdited(work: Work): void {
  work.tellBoxes(`community:${work.communityId}`, 'classes:changed', {});
  work.tellStaff(teachers, 'classes:edited', {});
}

/** Courses as teachers see them, by shelf and title; or one of them. */
export async function staffCourses(db: Queries, communityId: string, courseId?: string): Promise<StaffCourse[]> {
  const rows = await db
    .select()
    .from(course)
    .where(and(eq(course.communityId, communityId), courseId ? eq(course.id, courseId) : undefined))
    .orderBy(course.title);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  // Before the lessons: a film that becomes a lesson's just now is then seen as one or the other, never as neither.
  const jobs = new Map(
    (await db.select().from(job).where(eq(job.communityId, communityId))).map((row) => [row.lessonId, row]),
  );
  const lessons = await db
    .select({ lesson, captions: captions.lessonId })
    .from(lesson)
    .leftJoin(captions, and(eq(captions.communityId, lesson.communityId), eq(captions.lessonId, lesson.id)))
    .where(and(eq(lesson.communityId, communityId), inArray(lesson.courseId, ids)))
    .orderBy(asc(lesson.place));
  const enrolled = await db
    .select({ courseId: enrolment.courseId, n: count() })
    .from(enrolment)
    .where(and(eq(enrolment.communityId, communityId), inArray(enrolment.courseId, ids)))
    .groupBy(enrolment.courseId);
  return rows
    .sort((a, b) => SHELVES.indexOf(a.shelf) - SHELVES.indexOf(b.shelf))
    .map(({ communityId: _, ...view }) => ({
      ...view,
      enrolled: enrolled.find((one) => one.courseId === view.id)?.n ?? 0,
      lessons: lessons
        .filter((row) => row.lesson.courseId === view.id)
        .map((row) => {
          const { id, title, film, durationS } = row.lesson;
          const found = jobs.get(id);
          return {
            id,
            title,
            durationS: film === null ? null : durationS,
            poster: posterOf(film),
            captions: row.captions !== null,
            job: found ? jobView(found) : null,
          };
        }),
    }));
}

/** One course as teachers see it. Refuses `gone`. */
export async function staffCourse(db: Queries, communityId: string, courseId: string): Promise<StaffCourse> {
  const [found] = await staffCourses(db, communityId, courseId);
  if (!found) throw refuse('gone', 'classes.refused.gone');
  return found;
}

/** A lesson's own row. Refuses `gone`. */
export async function lessonRow(db: Queries, communityId: string, lessonId: string) {
  const [row] = await db
    .select()
    .from(lesson)
    .where(and(eq(lesson.communityId, communityId), eq(lesson.id, lessonId)));
  if (!row) throw refuse('gone', 'classes.refused.gone');
  return row;
}

/** Removes lessons with all that hangs on them; their files go after the commit. */
async function removeLessons(work: Work, lessonIds: readonly string[]): Promise<void> {
  const { tx, communityId } = work;
  if (lessonIds.length === 0) return;
  const ids = [...lessonIds];
  const gone = await tx
    .delete(lesson)
    .where(and(eq(lesson.communityId, communityId), inArray(lesson.id, ids)))
    .returning({ film: lesson.film });
  const jobs = await tx
    .delete(job)
    .where(and(eq(job.communityId, communityId), inArray(job.lessonId, ids)))
    .returning({ id: job.id });
  await tx.delete(captions).where(and(eq(captions.communityId, communityId), inArray(captions.lessonId, ids)));
  await tx.delete(progress).where(and(eq(progress.communityId, communityId), inArray(progress.lessonId, ids)));
  work.afterCommit((place) => {
    discard(place, ...gone.flatMap(({ film }) => (film ? [filmFolder(place, film)] : [])));
    discard(place, ...jobs.map(({ id }) => uploadPath(place, id)));
  });
}

type CourseAsks = Pick<
  Handlers<typeof classes>,
  'courses' | 'saveCourse' | 'removeCourse' | 'saveLesson' | 'orderLessons' | 'removeLesson' | 'removeCaptions'
>;

/** What teachers do with courses and lessons. */
export const courseHandlers: CourseAsks = {
  courses: async ({ db, communityId }) => ({ courses: await staffCourses(db, communityId) }),

  async saveCourse(work, actor, { id = newId(), ...fields }) {
    const { communityId, tx } = work;
    await tx
      .insert(course)
      .values({ communityId, id, ...fields })
      .onConflictDoUpdate({ target: [course.communityId, course.id], set: fields });
    work.audit(actor, 'classes.saveCourse', `course:${id}`, fields);
    tellEdited(work);
    return staffCourse(tx, communityId, id);
  },

  async removeCourse(work, actor, { courseId }) {
    const { communityId, tx } = work;
    const known = await staffCourse(tx, communityId, courseId);
    await removeLessons(
      work,
      known.lessons.map(({ id }) => id),
    );
    const dates = await tx
      .delete(session)
      .where(and(eq(session.communityId, communityId), eq(session.courseId, courseId)))
      .returning({ id: session.id });
    for (const { id } of dates) await unscheduleSession(work, id);
    await tx.delete(enrolment).where(and(eq(enrolment.communityId, communityId), eq(enrolment.courseId, courseId)));
    await tx.delete(course).where(and(eq(course.communityId, communityId), eq(course.id, courseId)));
    work.audit(actor, 'classes.removeCourse', `course:${courseId}`, { title: known.title });
    tellEdited(work);
    return {};
  },

  async saveLesson(work, actor, { id, courseId, title }) {
    const { communityId, tx } = work;
    const known = await staffCourse(tx, communityId, courseId);
    if (id) {
      const [row] = await tx
        .update(lesson)
        .set({ title })
        .where(and(eq(lesson.communityId, communityId), eq(lesson.id, id), eq(lesson.courseId, courseId)))
        .returning({ id: lesson.id });
      if (!row) throw refuse('gone', 'classes.refused.gone');
    } else {
      await tx.insert(lesson).values({ communityId, id: newId(), courseId, place: known.lessons.length, title });
    }
    work.audit(actor, 'classes.saveLesson', `course:${courseId}`, { title });
    tellEdited(work);
    return staffCourse(tx, communityId, courseId);
  },

  async orderLessons(work, actor, { courseId, lessonIds }) {
    const { communityId, tx } = work;
    const known = await staffCourse(tx, communityId, courseId);
    const same = known.lessons.length === lessonIds.length && known.lessons.every(({ id }) => lessonIds.includes(id));
    if (!same || new Set(lessonIds).size !== lessonIds.length) throw refuse('conflict');
    for (const [place, id] of lessonIds.entries()) {
      await tx
        .update(lesson)
        .set({ place })
        .where(and(eq(lesson.communityId, communityId), eq(lesson.id, id)));
    }
    work.audit(actor, 'classes.orderLessons', `course:${courseId}`);
    tellEdited(work);
    return staffCourse(tx, communityId, courseId);
  },

  async removeLesson(work, actor, { lessonId }) {
    const { courseId, title } = await lessonRow(work.db, work.communityId, lessonId);
    await removeLessons(work, [lessonId]);
    work.audit(actor, 'classes.removeLesson', `lesson:${lessonId}`, { title });
    tellEdited(work);
    return staffCourse(work.tx, work.communityId, courseId);
  },

  async removeCaptions(work, actor, { lessonId }) {
    const { courseId } = await lessonRow(work.db, work.communityId, lessonId);
    await work.tx
      .delete(captions)
      .where(and(eq(captions.communityId, work.communityId), eq(captions.lessonId, lessonId)));
    work.audit(actor, 'classes.removeCaptions', `lesson:${lessonId}`);
    tellEdited(work);
    return staffCourse(work.tx, work.communityId, courseId);
  },
};
