import { and, eq, inArray, sql } from 'drizzle-orm';
import { type Gathered, gather } from '../../../center/gather.ts';
import { refuse } from '../../../center/refuse.ts';
import { doWork, type Reading, type Work, type WorkPlace } from '../../../center/work.ts';
import type { ProgressView } from '../protocol/model.ts';
import { mergeProgress, type Progress } from '../protocol/rules.ts';
import { lesson, progress } from '../schema.ts';

/** What one box has told: `at` as its clock had it. */
export interface Told extends Progress {
  readonly communityId: string;
  readonly householdId: string;
  readonly lessonId: string;
}

/** Rows of one statement. */
const MOST_ROWS = 2_000;
/** The first of a moment waits so long for others, ms: every viewer tells each ten seconds, and none of them waits for it. */
const WAIT_MS = 50;

const books = new WeakMap<Reading['db'], Gathered<Told, ProgressView>>();

/** Opens the book of a center; returns what waits until all is written. */
export function openProgressBook(place: WorkPlace): () => Promise<void> {
  const book = bookOf(place);
  books.set(place.db, book);
  return () => book.idle();
}

/** Writes what a box has told, together with what others tell in this moment. Refuses `gone` for no lesson. */
export function writeDown({ db }: Reading, told: Told): Promise<ProgressView> {
  const book = books.get(db);
  if (!book) throw refuse('unavailable');
  return book.ask(told);
}

/**
 * Thousands who watch cost one transaction a moment. What is kept does not depend on how often or in which order it is
 * told (`mergeProgress`), so that an ask needs no key: told twice is told once.
 */
function bookOf(place: WorkPlace): Gathered<Told, ProgressView> {
  return gather<Told, ProgressView>(
    async (all) => {
      const known = new Map<string, ProgressView>();
      for (const [communityId, own] of Map.groupBy(all, (told) => told.communityId)) {
        const rows = await doWork(place, communityId, (work) => keep(work, own));
        for (const { householdId, ...view } of rows) known.set(nameOf({ householdId, ...view }), view);
      }
      return (told) => {
        const view = known.get(nameOf(told));
        if (!view) throw refuse('gone', 'classes.refused.gone');
        return view;
      };
    },
    { most: MOST_ROWS, waitMs: WAIT_MS },
  );
}

const nameOf = ({ householdId, lessonId }: Pick<Told, 'householdId' | 'lessonId'>) => `${householdId} ${lessonId}`;

/** Keeps what was told of lessons that are there, tells the homes' boxes, and gives what holds now. */
async function keep(work: Work, all: readonly Told[]): Promise<(ProgressView & { householdId: string })[]> {
  const { communityId, tx, now } = work;
  const wanted = [...new Set(all.map(({ lessonId }) => lessonId))];
  const there = await tx
    .select({ id: lesson.id })
    .from(lesson)
    .where(and(eq(lesson.communityId, communityId), inArray(lesson.id, wanted)));
  const lessons = new Set(there.map(({ id }) => id));
  // The statement may not touch a row twice: one for each home and lesson.
  const rows = new Map<string, Told>();
  for (const told of all.filter(({ lessonId }) => lessons.has(lessonId))) {
    // A box whose clock runs ahead must not keep all others from being right.
    const sound = { ...told, at: told.at > now ? now : new Date(told.at).toISOString() };
    const before = rows.get(nameOf(told));
    rows.set(nameOf(told), before ? { ...sound, ...mergeProgress(before, sound) } : sound);
  }
  if (rows.size === 0) return [];
  const newer = sql`(excluded.at, excluded.second) > (${progress.at}, ${progress.second})`;
  const kept = await tx
    .insert(progress)
    // In one order for all, so that two processes do not wait for each other.
    .values([...rows.values()].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1)))
    .onConflictDoUpdate({
      target: [progress.communityId, progress.householdId, progress.lessonId],
      set: {
        second: sql`CASE WHEN ${newer} THEN excluded.second ELSE ${progress.second} END`,
        at: sql`greatest(excluded.at, ${progress.at})`,
        done: sql`excluded.done OR ${progress.done}`,
      },
    })
    .returning();
  return kept.map(({ householdId, lessonId, second, done, at }) => {
    const view = { lessonId, second, done, at };
    work.tellBoxes(`household:${householdId}`, 'classes:progressed', view);
    return { ...view, householdId };
  });
}
