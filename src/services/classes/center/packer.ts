import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { inEncoderTurn } from '../../../center/media/encoder-turn.ts';
import { FfmpegError } from '../../../center/media/ffmpeg.ts';
import { doWork, type WorkPlace } from '../../../center/work.ts';
import type { JobFault } from '../protocol/model.ts';
import { teachers } from '../protocol.ts';
import { job, lesson } from '../schema.ts';
import { drawSample } from './draw-sample.ts';
import { discard, filmFolder, folderOf, hasRoomFor, uploadPath } from './files.ts';
import { FilmFault, inspect } from './inspect.ts';
import { type JobRow, moveJob, packers, tellJob } from './jobs.ts';
import { namesIn, packageFilm } from './package-film.ts';
import { takePoster } from './poster.ts';

/** Makes lessons of films, one after the other, in the background. */
export interface Packer {
  /** There may be a film to package. */
  look(): void;
  /** Stops in the middle of a film; whoever looks next takes it up again. */
  stop(): Promise<void>;
}

/**
 * Opens the packer of one community. What it does is in the database: the encoder's turn is one process's alone, so a film
 * that is `working` while nobody has the turn was left behind by one that was killed.
 */
export function openPacker(place: WorkPlace, communityId: string): Packer {
  const ending = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;

  async function next(): Promise<JobRow | undefined> {
    const [row] = await place.db
      .select()
      .from(job)
      .where(
        and(
          eq(job.communityId, communityId),
          inArray(job.state, ['waiting', 'working']),
          place.sampleMedia ? undefined : eq(job.sample, false),
        ),
      )
      .orderBy(asc(job.sample), asc(job.since), asc(job.id))
      .limit(1);
    return row;
  }

  async function packageAll(): Promise<void> {
    for (let row = await next(); row && !ending.signal.aborted; row = await next())
      await packageOne(place, row, ending.signal);
  }

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        // Without work nobody's turn is taken.
        if (await next()) await inEncoderTurn(place.db, packageAll);
      } while (again && !ending.signal.aborted);
    } catch (error) {
      place.log.error({ err: error }, 'films are not packaged; trying again later');
    }
    // With no step in between: a look that comes now begins anew.
    running = undefined;
  }

  const packer: Packer = {
    look() {
      if (ending.signal.aborted) return;
      again = true;
      running ??= run();
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
  packers.set(place, packer);
  return packer;
}

async function packageOne(place: WorkPlace, row: JobRow, ending: AbortSignal): Promise<void> {
  const gone = new AbortController();
  const signal = AbortSignal.any([ending, gone.signal]);
  const move = (to: Partial<JobRow>) => doWork(place, row.communityId, (work) => moveJob(work, row.id, to));
  const source = uploadPath(place, row.id);
  try {
    if (!(await move({ state: 'working', percent: 0, fault: null }))) return;
    if (row.sample) await drawSample(place.ffmpeg, { title: row.name, to: source, signal });
    const film = await inspect(place.ffmpeg, source);
    if (!(await hasRoomFor(place, row.bytes))) throw new FilmFault('disk', 'there is no room');
    let percent = 0;
    const onProgress = (doneMs: number) => {
      const now = Math.min(99, Math.floor(doneMs / 10 / film.durationS));
      if (now <= percent) return;
      percent = now;
      // Nobody wants it any more: its lesson was removed.
      void move({ percent }).then(
        (still) => still || gone.abort(),
        (error: unknown) => place.log.warn({ err: error }, 'how far a film is was not told'),
      );
    };
    const folder = filmFolder(place, row.id);
    const durationS = await packageFilm(place.ffmpeg, { source, film, folder }, { signal, onProgress });
    await takePoster(place.ffmpeg, { source, film, folder }, signal).catch((error: unknown) => {
      if (signal.aborted) throw error;
      // A lesson without a picture is a lesson still.
      place.log.warn({ job: row.id, error }, 'a lesson has no picture');
    });
    await becomeLesson(place, row, durationS);
    discard(place, source);
  } catch (error) {
    if (ending.aborted) return;
    if (gone.signal.aborted) return discard(place, source, filmFolder(place, row.id));
    const fault = faultOf(error);
    if (!fault) throw error;
    place.log.warn({ job: row.id, fault, error }, 'a film is no lesson');
    await doWork(place, row.communityId, async (work) => {
      await moveJob(work, row.id, { state: 'failed', fault });
      // A page that was just asking for the list has an answer of before; this is the last that it hears of the film.
      work.tellStaff(teachers, 'classes:edited', {});
    });
  }
}

/** What a person is told; undefined for what is no film's fault, such as a database that is away. */
function faultOf(error: unknown): JobFault | undefined {
  if (error instanceof FilmFault) return error.fault;
  if (error instanceof FfmpegError) return 'failed';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC') return 'disk';
  return code === 'ENOENT' ? 'broken' : undefined;
}

/** The film takes the place of the lesson's old one, which is removed. */
async function becomeLesson(place: WorkPlace, row: JobRow, durationS: number): Promise<void> {
  const { communityId } = row;
  await doWork(place, communityId, async (work) => {
    const own = and(eq(lesson.communityId, communityId), eq(lesson.id, row.lessonId));
    const [before] = await work.tx.select({ film: lesson.film }).from(lesson).where(own);
    const [done] = await work.tx
      .delete(job)
      .where(and(eq(job.communityId, communityId), eq(job.id, row.id)))
      .returning({ id: job.id });
    if (!done || !before) {
      work.afterCommit(() => discard(place, filmFolder(place, row.id)));
      return;
    }
    await work.tx.update(lesson).set({ film: row.id, durationS }).where(own);
    await tellJob(work, row.lessonId, null);
    work.tellBoxes(`community:${communityId}`, 'classes:changed', {});
    work.tellStaff(teachers, 'classes:edited', {});
    const old = before.film;
    if (old) work.afterCommit(() => discard(place, filmFolder(place, old)));
  });
}

/** Makes the folders, and removes files that no row names: what a kill has left behind. */
export async function tidy(place: WorkPlace, communityId: string): Promise<void> {
  const root = folderOf(place);
  for (const name of ['uploads', 'films', 'notes']) await mkdir(join(root, name), { recursive: true });
  // First the files, then the rows: a file that is made meanwhile has its row already.
  const found = { uploads: await namesIn(join(root, 'uploads')), films: await namesIn(join(root, 'films')) };
  const jobs = await place.db.select({ id: job.id }).from(job).where(eq(job.communityId, communityId));
  const films = await place.db.select({ film: lesson.film }).from(lesson).where(eq(lesson.communityId, communityId));
  const wanted = new Set([...jobs.map(({ id }) => id), ...films.map(({ film }) => film)]);
  for (const [kind, names] of Object.entries(found)) {
    const lost = names.filter((name) => !wanted.has(name.replace(/\.part$/, '')));
    discard(place, ...lost.map((name) => join(root, kind, name)));
  }
}
