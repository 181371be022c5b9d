import { and, eq } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { schedule } from '../../../center/jobs/jobs.ts';
import type { TimerHandler } from '../../../center/serve.ts';
import type { Work, WorkPlace } from '../../../center/work.ts';
import type { Job } from '../protocol/model.ts';
import { teachers } from '../protocol.ts';
import { job, lesson } from '../schema.ts';

export type JobRow = typeof job.$inferSelect;

const TIMER = 'classes.package';
/** While a film waits, somebody looks after it so often: its process may have been killed and others live, s. */
const WATCH_S = 60;

export function jobView({ id, state, name, bytes, received, percent, fault }: JobRow): Job {
  return { id, state, name, bytes, received, percent, fault };
}

/** The job of a lesson, if it has one. */
export async function jobOf(db: Queries, communityId: string, lessonId: string): Promise<JobRow | undefined> {
  const [row] = await db
    .select()
    .from(job)
    .where(and(eq(job.communityId, communityId), eq(job.lessonId, lessonId)));
  return row;
}

/** Changes a job and tells teachers; undefined when it is gone meanwhile. */
export async function moveJob(work: Work, jobId: string, to: Partial<JobRow>): Promise<Job | undefined> {
  const [row] = await work.tx
    .update(job)
    .set(to)
    .where(and(eq(job.communityId, work.communityId), eq(job.id, jobId)))
    .returning();
  if (!row) return undefined;
  const view = jobView(row);
  await tellJob(work, row.lessonId, view);
  return view;
}

/** Teachers' pages follow a film without asking. */
export async function tellJob(work: Work, lessonId: string, view: Job | null): Promise<void> {
  const [row] = await work.tx
    .select({ durationS: lesson.durationS })
    .from(lesson)
    .where(and(eq(lesson.communityId, work.communityId), eq(lesson.id, lessonId)));
  work.tellStaff(teachers, 'classes:job', { lessonId, durationS: row?.durationS ?? null, job: view });
}

/** All of a film is here: it is packaged as soon as nobody else encodes. */
export async function enqueue(work: Work, jobId: string): Promise<void> {
  await schedule(work.tx, { communityId: work.communityId, kind: TIMER, ref: jobId, dueAt: work.now });
  work.afterCommit((place) => place.nudge());
}

/** Lets whoever packages films look for one; set by each center for itself. */
export const packers = new WeakMap<WorkPlace, { look(): void }>();

const onPackage: TimerHandler = async (work, timer) => {
  const [row] = await work.tx
    .select({ state: job.state })
    .from(job)
    .where(and(eq(job.communityId, work.communityId), eq(job.id, timer.ref)));
  if (row?.state !== 'waiting' && row?.state !== 'working') return;
  const dueAt = new Date(Date.parse(work.now) + WATCH_S * 1_000).toISOString();
  await schedule(work.tx, { communityId: work.communityId, kind: TIMER, ref: timer.ref, dueAt });
  work.afterCommit((place) => packers.get(place)?.look());
};

export const jobTimers = { [TIMER]: onPackage };
