import type { BoxActor } from '../actor.ts';
import { doWork, type WorkPlace } from '../work.ts';
import type { Pace } from './pace.ts';
import { noteWatched, type Sign, writeBack, writeLost, writeSeen } from './spells.ts';

/** After a power cut thousands of boxes come at once, so they are written together, ms. */
const EVERY_MS = 1_000;

interface Entry {
  readonly communityId: string;
  /** When it came for the first time since the last writing. */
  readonly came?: string;
  /** When it was last heard, if it is gone now. */
  readonly lost?: string;
}

/** Hears from the sockets which boxes come and go, and writes it down. */
export interface WatchBook {
  /** The box's first line is up. */
  came(actor: BoxActor): void;
  /** Its last line is gone, on which nothing was heard for `silentMs`. */
  lost(actor: BoxActor, silentMs: number): void;
  /** The center is about to hang up on everybody: no box is gone by its own doing from now on. */
  rest(): void;
  /** Writes what is left, and until when the watch was kept. */
  stop(): Promise<void>;
}

/**
 * Opens the book of the boxes' comings and goings in the community that this center serves. What could not be written is
 * kept for the next time.
 */
export function openWatchBook(place: WorkPlace, pace: Pace, communityId: string | undefined): WatchBook {
  let entries = new Map<string, Entry>();
  let resting = false;
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    const taken = entries;
    entries = new Map();
    const communities = Map.groupBy(taken, ([, entry]) => entry.communityId);
    for (const [community, list] of communities) {
      try {
        await doWork(place, community, async (work) => {
          const signs = (of: 'came' | 'lost'): Sign[] =>
            list.flatMap(([boxId, entry]) => (entry[of] ? [{ boxId, at: entry[of] }] : []));
          await writeSeen(
            work,
            list.map(([boxId, { came = '', lost }]) => ({ boxId, at: lost ?? came })),
          );
          await writeBack(work, signs('came'), pace);
          await writeLost(work, signs('lost'));
        });
      } catch (error) {
        place.log.warn({ error, boxes: list.length }, 'comings and goings of boxes were not written; trying again');
        for (const [boxId, older] of list) keep(boxId, older, entries.get(boxId));
      }
    }
  }

  /** Joins what could not be written with what has happened since. */
  function keep(boxId: string, older: Entry, newer: Entry | undefined): void {
    entries.set(boxId, { ...older, ...newer, came: older.came ?? newer?.came, lost: newer ? newer.lost : older.lost });
  }

  const flush = () => {
    writing = writing.then(() => (entries.size > 0 ? write() : undefined));
    return writing;
  };
  const timer = setInterval(() => void flush(), EVERY_MS);

  return {
    came(actor) {
      const came = entries.get(actor.boxId)?.came ?? place.clock().toISOString();
      entries.set(actor.boxId, { communityId: actor.communityId, came });
    },
    lost(actor, silentMs) {
      if (resting) return;
      const lost = new Date(place.clock().getTime() - silentMs).toISOString();
      entries.set(actor.boxId, { communityId: actor.communityId, came: entries.get(actor.boxId)?.came, lost });
    },
    rest() {
      resting = true;
    },
    async stop() {
      clearInterval(timer);
      await flush();
      if (communityId) {
        await doWork(place, communityId, noteWatched).catch((error: unknown) => {
          place.log.warn({ error }, 'the end of the watch was not written; the last look counts');
        });
      }
    },
  };
}
