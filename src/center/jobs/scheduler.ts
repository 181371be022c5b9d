import { and, asc, inArray, lte, sql } from 'drizzle-orm';
import { type Database, inTransaction } from '../database/database.ts';
import type { Log } from '../log.ts';
import { finish, isStill, type Timer } from './jobs.ts';
import { timer } from './schema.ts';

/** Longest sleep, ms: finds what another center has scheduled, and what a lost nudge would have told. */
const SWEEP = 5_000;

/** How long a taker may work before others take the timer, ms. */
const LEASE = 60_000;

/** Most timers in hand at a time. */
const MOST = 32;

/** Waits after failures, ms: 1 s, 2 s, 4 s … 5 min, without end. */
const waitAfter = (attempts: number) => Math.min(1_000 * 2 ** (attempts - 1), 300_000);

/** Does what a kind of timer is for. May run again after a failure; `finish` in its transaction makes it happen once. */
export type TimerRunner = (timer: Timer) => Promise<void>;

/** The running scheduler. */
export interface Scheduler {
  /** Something may be due earlier than the scheduler thinks; call it after the commit of `schedule`. */
  nudge(): void;
  /** Takes no more timers and waits for those it has. */
  stop(): Promise<void>;
}

/**
 * Takes due timers and has their kinds' runners do them, side by side. A runner that throws is logged and tried again
 * later. Timers of other kinds are left alone. Several schedulers may share the database.
 */
export function startScheduler(options: {
  db: Database;
  log: Log;
  runners: Readonly<Record<string, TimerRunner>>;
  clock?: () => Date;
}): Scheduler {
  const { db, log, runners, clock = () => new Date() } = options;
  const kinds = Object.keys(runners);
  const inHand = new Set<Promise<void>>();
  let sleeping: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const later = (ms: number) => new Date(clock().getTime() + ms).toISOString();

  /** Changes no row that another scheduler has just taken: the outer condition is checked on the row as it then is. */
  async function takeDue(): Promise<Timer[]> {
    const now = later(0);
    if (inHand.size >= MOST) return [];
    const due = db
      .select({ id: timer.id })
      .from(timer)
      .where(and(lte(timer.nextAt, now), inArray(timer.kind, kinds)))
      .orderBy(asc(timer.nextAt))
      .limit(MOST - inHand.size);
    return db
      .update(timer)
      .set({ nextAt: later(LEASE), attempts: sql`${timer.attempts} + 1` })
      .where(and(inArray(timer.id, due), lte(timer.nextAt, now)))
      .returning();
  }

  async function perform(taken: Timer): Promise<void> {
    try {
      await runners[taken.kind]?.(taken);
      await inTransaction(db, (tx) => finish(tx, taken));
    } catch (error) {
      const wait = waitAfter(taken.attempts);
      log.error({ err: error, kind: taken.kind, ref: taken.ref, attempts: taken.attempts, wait }, 'a timer failed');
      await db
        .update(timer)
        .set({ nextAt: later(wait) })
        .where(isStill(taken));
    }
  }

  async function msToNext(): Promise<number> {
    // The end of any work in hand nudges.
    if (inHand.size >= MOST) return SWEEP;
    const [next] = await db
      .select({ at: timer.nextAt })
      .from(timer)
      .where(inArray(timer.kind, kinds))
      .orderBy(asc(timer.nextAt))
      .limit(1);
    return next ? Math.min(Math.max(Date.parse(next.at) - clock().getTime(), 0), SWEEP) : SWEEP;
  }

  async function look(): Promise<void> {
    let sleep = SWEEP;
    try {
      do {
        again = false;
        for (const taken of await takeDue()) {
          // The database failed too; the lease runs out, and the timer is taken again.
          const work = perform(taken).catch((error) => log.error({ err: error, kind: taken.kind }, 'a timer is stuck'));
          inHand.add(work);
          void work.finally(() => inHand.delete(work)).then(nudge);
        }
        sleep = await msToNext();
      } while (again && !stopped);
    } catch (error) {
      log.error({ err: error }, 'cannot read the timers; trying again');
      sleep = 1_000;
    }
    looking = undefined;
    if (!stopped) sleeping = setTimeout(nudge, sleep);
  }

  function nudge(): void {
    if (stopped) return;
    again = true;
    clearTimeout(sleeping);
    looking ??= look();
  }

  nudge();
  return {
    nudge,
    async stop() {
      stopped = true;
      clearTimeout(sleeping);
      await looking;
      await Promise.all(inHand);
    },
  };
}
