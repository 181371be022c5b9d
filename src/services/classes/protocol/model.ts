import * as v from 'valibot';
import { Id } from '../../../protocol/ids.ts';
import { Instant } from '../../../protocol/time.ts';

/** What a course is about: the order in which courses stand. */
export const SHELVES = ['phone', 'health', 'arts', 'life'] as const;
export type Shelf = (typeof SHELVES)[number];

/** Largest film that is taken, bytes; and the longest, s. */
export const MOST_BYTES = 2 * 1024 ** 3;
export const MOST_S = 3 * 3_600;
/** A film comes in pieces of at most so many bytes: one that breaks off loses no more than that. */
export const PIECE_BYTES = 2 * 1024 * 1024;
/** Largest file of captions, bytes. */
export const MOST_CAPTION_BYTES = 512 * 1024;
/** Longest voice note, s; and its largest file, bytes. */
export const NOTE_S = 60;
export const NOTE_BYTES = 2 * 1024 * 1024;

/** No control characters: the database takes no NUL, and no screen draws the others. */
const printable = v.check((text: string) => !/\p{Cc}/u.test(text));
const Words = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most), printable);
const Whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What a course is, whoever looks. `picture` is a name in the TV's sprite. */
export const CourseInput = v.object({
  title: Words(14),
  teacher: Words(12),
  about: v.pipe(v.string(), v.trim(), v.maxLength(80), printable),
  picture: v.pipe(v.string(), v.maxLength(40)),
  shelf: v.picklist(SHELVES),
  hidden: v.boolean(),
});

/** A live lesson. It is held in a room, or sent from a camera: then `stream` is true and it can be watched. */
export const Session = v.object({
  id: Id,
  courseId: Id,
  course: v.string(),
  teacher: v.string(),
  title: v.string(),
  startsAt: Instant,
  endsAt: Instant,
  room: v.string(),
  stream: v.boolean(),
  cancelled: v.boolean(),
  /** Somebody of this household is enrolled in its course. */
  mine: v.boolean(),
});
export type Session = v.InferOutput<typeof Session>;

/** A course as a household sees it: how many of its lessons it has seen, who of it is enrolled. */
export const Course = v.object({
  id: Id,
  title: v.string(),
  teacher: v.string(),
  about: v.string(),
  picture: v.string(),
  shelf: v.picklist(SHELVES),
  lessons: v.number(),
  seen: v.number(),
  enrolled: v.array(Id),
});
export type Course = v.InferOutput<typeof Course>;

/** A lesson as a household sees it; without a film yet, `durationS` is null. */
export const Lesson = v.object({
  id: Id,
  courseId: Id,
  title: v.string(),
  durationS: v.nullable(v.number()),
  /** Address of its picture from the center's root (JPEG, 16:9); null without a film. */
  poster: v.nullable(v.string()),
  captions: v.boolean(),
  second: v.number(),
  done: v.boolean(),
  /** When the household was there last; null for never. */
  at: v.nullable(Instant),
});
export type Lesson = v.InferOutput<typeof Lesson>;

/** How far a box is. `at` is the center's time by the box's clock. */
export const ProgressInput = v.object({
  lessonId: Id,
  second: v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_S)),
  done: v.boolean(),
  at: Instant,
});
export const ProgressView = v.object({ lessonId: Id, second: v.number(), done: v.boolean(), at: Instant });
export type ProgressView = v.InferOutput<typeof ProgressView>;

/** A lesson's way onto the screen: addresses are of the center and hold for some hours. */
export const Playing = v.object({
  lessonId: Id,
  courseId: Id,
  course: v.string(),
  title: v.string(),
  url: v.string(),
  durationS: v.number(),
  captions: v.boolean(),
  /** Where it goes on, s. */
  second: v.number(),
  next: v.nullable(v.object({ lessonId: Id, title: v.string() })),
});
export type Playing = v.InferOutput<typeof Playing>;

/** A question that was spoken to the teacher, and the answer if there is one. */
export const Note = v.object({
  id: Id,
  courseId: Id,
  course: v.string(),
  teacher: v.string(),
  at: Instant,
  seconds: v.number(),
  answer: v.nullable(v.string()),
  answeredAt: v.nullable(Instant),
});
export type Note = v.InferOutput<typeof Note>;

/** The same for the teacher. */
export const StaffNote = v.object({
  ...Note.entries,
  from: v.string(),
  answeredBy: v.nullable(v.string()),
  heard: v.boolean(),
});
export type StaffNote = v.InferOutput<typeof StaffNote>;

/**
 * uploading: pieces come in · waiting: all is here, another film is being packaged · working: `percent` done · failed:
 * `fault` says why, and it can be tried again where that may help
 */
export const JOB_STATES = ['uploading', 'waiting', 'working', 'failed'] as const;

/**
 * type: no film at all · broken: cannot be read to its end · noVideo: sound without a picture · tooLong · disk: no room ·
 * ffmpeg: the center's machine lacks it · failed: ffmpeg ended badly
 */
export const JOB_FAULTS = ['type', 'broken', 'noVideo', 'tooLong', 'disk', 'ffmpeg', 'failed'] as const;
export type JobFault = (typeof JOB_FAULTS)[number];

/** A film on its way to being a lesson. */
export const Job = v.object({
  id: Id,
  state: v.picklist(JOB_STATES),
  name: v.string(),
  bytes: v.number(),
  received: v.number(),
  percent: v.number(),
  fault: v.nullable(v.picklist(JOB_FAULTS)),
});
export type Job = v.InferOutput<typeof Job>;

export const StaffLesson = v.object({
  id: Id,
  title: v.string(),
  durationS: v.nullable(v.number()),
  /** Address of its picture from the center's root (JPEG, 16:9); null without a film. */
  poster: v.nullable(v.string()),
  captions: v.boolean(),
  job: v.nullable(Job),
});
export type StaffLesson = v.InferOutput<typeof StaffLesson>;

export const StaffCourse = v.object({
  id: Id,
  ...CourseInput.entries,
  lessons: v.array(StaffLesson),
  enrolled: v.number(),
});
export type StaffCourse = v.InferOutput<typeof StaffCourse>;

/** A live lesson as it is planned; `url` is an HLS playlist. */
export const StaffSession = v.object({
  id: Id,
  courseId: Id,
  course: v.string(),
  title: v.string(),
  startsAt: Instant,
  endsAt: Instant,
  room: v.string(),
  url: v.nullable(v.string()),
  cancelled: v.boolean(),
  enrolled: v.number(),
});
export type StaffSession = v.InferOutput<typeof StaffSession>;

/** A household in a course: who is enrolled, and how far it has come. */
export const Learner = v.object({
  householdId: Id,
  where: v.string(),
  names: v.array(v.string()),
  seen: v.number(),
  lessons: v.number(),
  lastAt: v.nullable(Instant),
});
export type Learner = v.InferOutput<typeof Learner>;

/** An address of a live stream: an HLS playlist over http(s), or at the center itself. */
export const StreamUrl = v.pipe(v.string(), v.maxLength(500), v.regex(/^(https?:\/\/[^\s"<>]+|\/(?!\/)[\w./-]+)$/));

export { Whole, Words };
