import { and, asc, count, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { residentIn } from '../../../center/identity/households.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Handlers } from '../../../center/serve.ts';
import type { Course, Lesson } from '../protocol/model.ts';
import { SHELVES } from '../protocol/model.ts';
import { hasSeen, resumeAt } from '../protocol/rules.ts';
import type { classes } from '../protocol.ts';
import { captions, course, enrolment, lesson, note, progress } from '../schema.ts';
import { passesOf } from './passes.ts';
import { posterOf } from './poster.ts';
import { sessionsFor } from './sessions.ts';

interface Home {
  readonly communityId: string;
  readonly householdId: string;
}

/** Lessons of courses with how far a household is in them, in their order. */
async function lessonsOf(
  db: Queries,
  { communityId, householdId }: Home,
  courseIds: readonly string[],
): Promise<Lesson[]> {
  if (courseIds.length === 0) return [];
  const rows = await db
    .select({ lesson, progress, captions: captions.lessonId })
    .from(lesson)
    .leftJoin(
      progress,
      and(
        eq(progress.communityId, lesson.communityId),
        eq(progress.lessonId, lesson.id),
        eq(progress.householdId, householdId),
      ),
    )
    .leftJoin(captions, and(eq(captions.communityId, lesson.communityId), eq(captions.lessonId, lesson.id)))
    .where(and(eq(lesson.communityId, communityId), inArray(lesson.courseId, [...courseIds])))
    .orderBy(asc(lesson.place));
  return rows.map((row) => ({
    id: row.lesson.id,
    courseId: row.lesson.courseId,
    title: row.lesson.title,
    durationS: row.lesson.film === null ? null : row.lesson.durationS,
    poster: posterOf(row.lesson.film),
    captions: row.captions !== null,
    second: row.progress?.second ?? 0,
    done: row.progress?.done ?? false,
    at: row.progress?.at ?? null,
  }));
}

/** Courses that residents may see, by shelf; or one of them. */
async function coursesOf(db: Queries, home: Home, courseId?: string) {
  const { communityId, householdId } = home;
  const rows = await db
    .select()
    .from(course)
    .where(
      and(
        eq(course.communityId, communityId),
        eq(course.hidden, false),
        courseId ? eq(course.id, courseId) : undefined,
      ),
    )
    .orderBy(course.title)
    .limit(60);
  rows.sort((a, b) => SHELVES.indexOf(a.shelf) - SHELVES.indexOf(b.shelf));
  const ids = rows.map(({ id }) => id);
  const lessons = await lessonsOf(db, home, ids);
  const enrolled = await db
    .select({ courseId: enrolment.courseId, residentId: enrolment.residentId })
    .from(enrolment)
    .where(and(eq(enrolment.communityId, communityId), eq(enrolment.householdId, householdId)));
  const courses = rows.map(({ communityId: _, hidden: __, ...row }): Course => {
    const own = lessons.filter((one) => one.courseId === row.id);
    return {
      ...row,
      lessons: own.length,
      seen: own.filter((one) => one.done).length,
      enrolled: enrolled.filter((one) => one.courseId === row.id).map((one) => one.residentId),
    };
  });
  return { courses, lessons };
}

/** Where somebody goes on who goes on: where they stopped, or in the lesson after the one that they have seen. */
function resumeOf(courses: readonly Course[], lessons: readonly Lesson[]) {
  const last = lessons.filter((one) => one.at !== null).sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))[0];
  if (!last) return null;
  const own = lessons.filter((one) => one.courseId === last.courseId && one.durationS !== null);
  const over = last.done && hasSeen(last.second, last.durationS ?? 0);
  const next = over ? own[own.findIndex((one) => one.id === last.id) + 1] : last;
  if (!next || next.durationS === null) return null;
  return { course: courses.find((one) => one.id === next.courseId)?.title ?? '', ...next };
}

type HomeAsks = Pick<Handlers<typeof classes>, 'overview' | 'course' | 'play' | 'enrol'>;

/** What a household sees of courses, and its ways into them. */
export const homeHandlers: HomeAsks = {
  async overview({ db }, { communityId, householdId }) {
    const { courses, lessons } = await coursesOf(db, { communityId, householdId });
    const [answers] = await db
      .select({ n: count() })
      .from(note)
      .where(and(eq(note.communityId, communityId), eq(note.householdId, householdId), isNotNull(note.answer)));
    return { courses, resume: resumeOf(courses, lessons), answers: answers?.n ?? 0 };
  },

  async course({ db, now }, { communityId, householdId }, { courseId }) {
    const { courses, lessons } = await coursesOf(db, { communityId, householdId }, courseId);
    const [found] = courses;
    if (!found) throw refuse('gone', 'classes.refused.gone');
    const sessions = await sessionsFor(db, { communityId, householdId, now, courseId });
    return { course: found, lessons, sessions: sessions.slice(0, 10) };
  },

  async play({ db, now, vault }, { communityId, householdId }, { lessonId }) {
    const [row] = await db
      .select({ lesson, course: course.title, hidden: course.hidden })
      .from(lesson)
      .innerJoin(course, and(eq(course.communityId, lesson.communityId), eq(course.id, lesson.courseId)))
      .where(and(eq(lesson.communityId, communityId), eq(lesson.id, lessonId)));
    if (!row || row.hidden) throw refuse('gone', 'classes.refused.gone');
    const { film, courseId } = row.lesson;
    const all = await lessonsOf(db, { communityId, householdId }, [courseId]);
    const own = all.find((one) => one.id === lessonId);
    if (film === null || !own || own.durationS === null) throw refuse('conflict', 'classes.refused.noFilm');
    const next = all.slice(all.indexOf(own) + 1).find((one) => one.durationS !== null);
    return {
      lessonId,
      courseId,
      course: row.course,
      title: own.title,
      url: `/classes/films/${passesOf(vault).issue(film, Date.parse(now))}/${film}/master.m3u8`,
      durationS: own.durationS,
      captions: own.captions,
      second: resumeAt(own, own.durationS),
      next: next ? { lessonId: next.id, title: next.title } : null,
    };
  },

  async enrol(work, { householdId }, { courseId, residentId, on }) {
    const { communityId, tx } = work;
    await residentIn(tx, communityId, householdId, residentId);
    const [known] = await tx
      .select({ id: course.id })
      .from(course)
      .where(and(eq(course.communityId, communityId), eq(course.id, courseId), eq(course.hidden, false)));
    if (!known) throw refuse('gone', 'classes.refused.gone');
    if (on) {
      await tx
        .insert(enrolment)
        .values({ communityId, courseId, residentId, householdId, at: work.now })
        .onConflictDoNothing();
    } else {
      await tx
        .delete(enrolment)
        .where(
          and(
            eq(enrolment.communityId, communityId),
            eq(enrolment.courseId, courseId),
            eq(enrolment.residentId, residentId),
          ),
        );
    }
    const rows = await tx
      .select({ residentId: enrolment.residentId })
      .from(enrolment)
      .where(
        and(
          eq(enrolment.communityId, communityId),
          eq(enrolment.courseId, courseId),
          eq(enrolment.householdId, householdId),
        ),
      )
      .orderBy(desc(enrolment.at));
    work.tellBoxes(`household:${householdId}`, 'classes:changed', {});
    work.tellStaff(['teacher', 'admin'], 'classes:edited', {});
    return { courseId, enrolled: rows.map((row) => row.residentId) };
  },
};
