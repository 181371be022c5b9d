import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, communityId, communityKey, id } from '../../center/database/columns.ts';
import type { Job, JobFault, Shelf } from './protocol/model.ts';

export const course = pgTable(
  'classes_course',
  {
    communityId: communityId(),
    id: id(),
    title: text('title').notNull(),
    teacher: text('teacher').notNull(),
    about: text('about').notNull(),
    picture: text('picture').notNull(),
    shelf: text('shelf').$type<Shelf>().notNull(),
    hidden: boolean('hidden').notNull(),
  },
  (t) => [communityKey(t)],
);

/** `film` names the folder of what is played; null until there is a film. */
export const lesson = pgTable(
  'classes_lesson',
  {
    communityId: communityId(),
    id: id(),
    courseId: uuid('course_id').notNull(),
    place: integer('place').notNull(),
    title: text('title').notNull(),
    film: uuid('film'),
    durationS: real('duration_s'),
  },
  (t) => [communityKey(t), index().on(t.communityId, t.courseId)],
);

/** Captions of a lesson as WebVTT (W3C); apart, since lists of lessons do not need them. */
export const captions = pgTable(
  'classes_captions',
  { communityId: communityId(), lessonId: uuid('lesson_id').notNull(), vtt: text('vtt').notNull() },
  (t) => [primaryKey({ columns: [t.communityId, t.lessonId] })],
);

/** A film on its way; the row goes when it has become the lesson's. `sample` is a film that is still to be drawn. */
export const job = pgTable(
  'classes_job',
  {
    communityId: communityId(),
    id: id(),
    lessonId: uuid('lesson_id').notNull(),
    state: text('state').$type<Job['state']>().notNull(),
    name: text('name').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    received: bigint('received', { mode: 'number' }).notNull(),
    percent: integer('percent').notNull(),
    fault: text('fault').$type<JobFault>(),
    sample: boolean('sample').notNull(),
    since: at('since').notNull(),
  },
  (t) => [communityKey(t), uniqueIndex().on(t.communityId, t.lessonId), index().on(t.state, t.since)],
);

/** How far a household is in a lesson; `at` is the moment it was there. */
export const progress = pgTable(
  'classes_progress',
  {
    communityId: communityId(),
    householdId: uuid('household_id').notNull(),
    lessonId: uuid('lesson_id').notNull(),
    second: real('second').notNull(),
    done: boolean('done').notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.householdId, t.lessonId] }), index().on(t.communityId, t.lessonId)],
);

export const enrolment = pgTable(
  'classes_enrolment',
  {
    communityId: communityId(),
    courseId: uuid('course_id').notNull(),
    residentId: uuid('resident_id').notNull(),
    householdId: uuid('household_id').notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.courseId, t.residentId] }), index().on(t.communityId, t.householdId)],
);

/** A live lesson. `url` is an HLS playlist; without one it is only in the room. */
export const session = pgTable(
  'classes_session',
  {
    communityId: communityId(),
    id: id(),
    courseId: uuid('course_id').notNull(),
    title: text('title').notNull(),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at').notNull(),
    room: text('room').notNull(),
    url: text('url'),
    cancelled: boolean('cancelled').notNull(),
  },
  (t) => [communityKey(t), index().on(t.communityId, t.startsAt), index().on(t.communityId, t.courseId)],
);

/** A question by voice; its sound is a file of this id. Course and teacher are kept as they were called then. */
export const note = pgTable(
  'classes_note',
  {
    communityId: communityId(),
    id: id(),
    householdId: uuid('household_id').notNull(),
    from: text('from_label').notNull(),
    courseId: uuid('course_id').notNull(),
    course: text('course').notNull(),
    teacher: text('teacher').notNull(),
    at: at('at').notNull(),
    seconds: real('seconds').notNull(),
    heardAt: at('heard_at'),
    answer: text('answer'),
    answeredAt: at('answered_at'),
    answeredBy: text('answered_by'),
  },
  (t) => [communityKey(t), index().on(t.communityId, t.householdId, t.at)],
);
