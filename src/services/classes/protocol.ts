import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';
import { Id } from '../../protocol/ids.ts';
import { Day, Instant } from '../../protocol/time.ts';
import {
  Course,
  CourseInput,
  Job,
  Learner,
  Lesson,
  MOST_BYTES,
  Note,
  Playing,
  ProgressInput,
  ProgressView,
  Session,
  StaffCourse,
  StaffNote,
  StaffSession,
  StreamUrl,
  Whole,
  Words,
} from './protocol/model.ts';

/** Who keeps courses and answers questions. */
export const teachers = ['teacher', 'admin'] as const;
const TimeOfDay = v.pipe(v.string(), v.isoTime());
const Nothing = v.object({});

/** 24 老年课堂: recorded lessons that go on where one stopped, live lessons by timetable, questions to the teacher. */
export const classes = defineContract('classes', {
  asks: {
    /** All courses, and the lesson that this household was in last. */
    overview: ask({
      by: 'box',
      input: Nothing,
      reply: v.object({
        courses: v.array(Course),
        resume: v.nullable(v.object({ course: v.string(), ...Lesson.entries })),
        /** Answers of teachers to this household so far. */
        answers: v.number(),
      }),
    }),
    course: ask({
      by: 'box',
      input: v.object({ courseId: Id }),
      reply: v.object({ course: Course, lessons: v.array(Lesson), sessions: v.array(Session) }),
    }),
    /** Refused `gone` for a lesson that was taken away, `conflict` for one that has no film yet. */
    play: ask({ by: 'box', input: v.object({ lessonId: Id }), reply: Playing }),
    /**
     * Kept by the later moment, whichever box tells it when, and however often: it needs no key, and what thousands tell
     * in a moment is written at once. The reply is what holds then.
     */
    progress: ask({ by: 'box', input: ProgressInput, reply: ProgressView }),
    enrol: ask({
      by: 'box',
      input: v.object({ courseId: Id, residentId: Id, on: v.boolean() }),
      reply: v.object({ courseId: Id, enrolled: v.array(Id) }),
      changes: true,
      survives: true,
    }),
    /** Live lessons of the coming 14 days, today's first. */
    timetable: ask({ by: 'box', input: Nothing, reply: v.object({ sessions: v.array(Session) }) }),
    /** The address of a live lesson. Refused `late` when it is over, `conflict` before its first reminder. */
    join: ask({
      by: 'box',
      input: v.object({ sessionId: Id }),
      reply: v.object({ url: v.string(), title: v.string(), endsAt: Instant }),
    }),
    /** What this household has asked by voice, newest first. */
    notes: ask({ by: 'box', input: Nothing, reply: v.object({ notes: v.array(Note) }) }),

    courses: ask({ by: teachers, input: Nothing, reply: v.object({ courses: v.array(StaffCourse) }) }),
    saveCourse: ask({
      by: teachers,
      input: v.object({ id: v.optional(Id), ...CourseInput.entries }),
      reply: StaffCourse,
      changes: true,
    }),
    /** With all its lessons, films, dates and enrolments; questions are kept. */
    removeCourse: ask({ by: teachers, input: v.object({ courseId: Id }), reply: Nothing, changes: true }),
    saveLesson: ask({
      by: teachers,
      input: v.object({ id: v.optional(Id), courseId: Id, title: Words(16) }),
      reply: StaffCourse,
      changes: true,
    }),
    /** All lessons of the course in their new order; refused `conflict` when somebody has added or removed one. */
    orderLessons: ask({
      by: teachers,
      input: v.object({ courseId: Id, lessonIds: v.array(Id) }),
      reply: StaffCourse,
      changes: true,
    }),
    removeLesson: ask({ by: teachers, input: v.object({ lessonId: Id }), reply: StaffCourse, changes: true }),
    /**
     * Announces a film; its pieces follow by HTTP from `job.received` on. The same name and size again goes on where it
     * stopped. Refused `invalid` when it is too large, `conflict` when another film of this lesson is being packaged.
     */
    beginUpload: ask({
      by: teachers,
      input: v.object({
        lessonId: Id,
        name: Words(200),
        bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_BYTES)),
      }),
      reply: Job,
      changes: true,
    }),
    /** Packages a film that failed once more. */
    retryJob: ask({ by: teachers, input: v.object({ jobId: Id }), reply: Job, changes: true }),
    /** Gives up a film that is not a lesson yet. */
    dropJob: ask({ by: teachers, input: v.object({ jobId: Id }), reply: Nothing, changes: true }),
    removeCaptions: ask({ by: teachers, input: v.object({ lessonId: Id }), reply: StaffCourse, changes: true }),

    /** Live lessons of the seven days from `from` on. */
    week: ask({ by: teachers, input: v.object({ from: Day }), reply: v.object({ sessions: v.array(StaffSession) }) }),
    /** Plans one, or one in each of `weeks` weeks. One that ends before it begins ends on the next day. */
    saveSession: ask({
      by: teachers,
      input: v.object({
        id: v.optional(Id),
        courseId: Id,
        title: Words(16),
        day: Day,
        from: TimeOfDay,
        to: TimeOfDay,
        room: v.pipe(v.string(), v.trim(), v.maxLength(12)),
        url: v.nullable(StreamUrl),
        weeks: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
      }),
      reply: v.object({ sessions: v.array(StaffSession) }),
      changes: true,
    }),
    /** Those who are enrolled are told. */
    cancelSession: ask({ by: teachers, input: v.object({ sessionId: Id }), reply: StaffSession, changes: true }),
    learners: ask({
      by: teachers,
      input: v.object({ courseId: Id }),
      reply: v.object({ learners: v.array(Learner), lessons: v.number() }),
    }),
    /** Questions by voice, those without an answer first; at most 200. */
    inbox: ask({ by: teachers, input: Nothing, reply: v.object({ notes: v.array(StaffNote) }) }),
    /** Once; refused `conflict` when somebody else was quicker. */
    answer: ask({ by: teachers, input: v.object({ noteId: Id, text: Words(200) }), reply: StaffNote, changes: true }),
  },
  pushes: {
    /** To all boxes: courses or the timetable have changed, ask again. */
    changed: v.object({}),
    /** To the other boxes of the household. */
    progressed: ProgressView,
    /** To teachers: courses, lessons or dates have changed, ask again. */
    edited: v.object({}),
    /** To teachers: how far a film is; `job` is null when it has become the lesson's, or was given up. */
    job: v.object({ lessonId: Id, durationS: v.nullable(v.number()), job: v.nullable(Job) }),
    /** To teachers: a question came, or was answered. */
    noted: v.object({ open: Whole }),
  },
  feed: {
    /** To an enrolled household, ten minutes before a live lesson and when it begins; or that it is cancelled. */
    reminder: v.object({
      kind: v.picklist(['soon', 'now', 'cancelled']),
      sessionId: Id,
      course: v.string(),
      title: v.string(),
      startsAt: Instant,
      endsAt: Instant,
      room: v.string(),
      stream: v.boolean(),
    }),
    /** To the household that asked. */
    answer: Note,
  },
});
