import { and, count, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import { type BoxSpells, SPELL_DAYS, watch } from '../../protocol/contracts/watch.ts';
import { box } from '../identity/schema.ts';
import { schedule } from '../jobs/jobs.ts';
import { serve, type TimerHandler } from '../serve.ts';
import { doWork, type Reading, type Work, type WorkPlace } from '../work.ts';
import type { Pace } from './pace.ts';
import { goneState, groupDark, lengthOf, nextChange } from './rules.ts';
import { boxSpell, type GoneBox } from './schema.ts';
import { boxesByBuilding, goneBoxes, noteWatched, writeRestart } from './spells.ts';
import { advanceTicket, findTicket, noteOnTicket, tend, watchers } from './tickets.ts';

const LOOK_TIMER = 'watch.look';
const MOST_SPELLS = 30;

/**
 * The box watch: the house's own part in the queue. Heartbeats are Socket.IO's pings; which boxes come and go is written
 * down by book.ts. One durable timer looks at all boxes that are gone, instead of a timer for each: of 10,000 boxes few
 * are gone at a time and one query finds them, while a timer for each would be two writes at every blink of a line, and
 * could not see that a whole building went. It is set for the moment at which the first of them will stand differently,
 * at most half a minute ahead: so it also says until when the center itself was there.
 */
export function boxWatch(pace: Pace) {
  async function look(work: Work): Promise<void> {
    await noteWatched(work);
    const now = Date.parse(work.now);
    const gone = await goneBoxes(work);
    const stood = gone.map((one) => ({ ...one, now: goneState(one, now, pace) }));
    await writeStates(work, stood);
    const awake = stood.filter((one) => one.now !== 'asleep').map((one) => ({ ...one, due: one.now === 'dark' }));
    if (awake.some((one) => one.due)) {
      for (const group of groupDark(awake, await boxesByBuilding(work), pace)) await tend(work, group, pace);
    }
    await planLook(work, gone);
  }

  /** Plans the next look. */
  async function planLook(work: Work, gone: readonly GoneBox[]): Promise<void> {
    const now = Date.parse(work.now);
    const changes = gone.flatMap((one) => nextChange(one, now, pace) ?? []);
    const first = changes.reduce((one, other) => Math.min(one, other), now + pace.lookMs);
    const dueMs = Math.max(now + pace.gapMs, first);
    const { communityId } = work;
    await schedule(work.tx, { communityId, kind: LOOK_TIMER, ref: communityId, dueAt: new Date(dueMs).toISOString() });
  }

  const onLook: TimerHandler = (work) => look(work);

  return {
    /** The house's part as the center takes services in: its asks, its place in the queue, its timer. */
    service: serve({
      contract: watch,
      answeredBy: watchers,
      timers: { [LOOK_TIMER]: onLook },
      handlers: {
        spells: (reading, _, { householdId }) => spellsOf(reading, householdId),
        ticket: (reading, _, { id }) => findTicket(reading, id),
        advance: advanceTicket,
        note: (work, actor, { id, words }) => noteOnTicket(work, actor, id, words),
      },
    }),

    /** Begins at each start, before the first box comes in. */
    begin: (place: WorkPlace, communityId: string) =>
      doWork(place, communityId, async (work) => {
        await writeRestart(work, pace);
        await planLook(work, []);
      }),
  };
}

async function writeStates(work: Work, stood: readonly (GoneBox & { now: GoneBox['state'] })[]): Promise<void> {
  const changed = stood.filter((one) => one.now !== one.state);
  if (changed.length === 0) return;
  for (const [state, boxes] of Map.groupBy(changed, (one) => one.now)) {
    const ids = boxes.map((one) => one.spellId);
    await work.tx
      .update(boxSpell)
      .set({ state })
      .where(and(eq(boxSpell.communityId, work.communityId), inArray(boxSpell.id, ids), isNull(boxSpell.until)));
  }
  work.tellStaff(watchers, 'watch:changed', {});
}

/** When the household's boxes were gone, the latest first. */
async function spellsOf(reading: Reading, householdId: string): Promise<{ boxes: BoxSpells[] }> {
  const { db, communityId } = reading;
  const now = Date.parse(reading.now);
  const since = now - SPELL_DAYS * 86_400_000;
  const boxes = await db
    .select({ id: box.id })
    .from(box)
    .where(and(eq(box.communityId, communityId), eq(box.householdId, householdId)))
    .orderBy(box.enrolledAt);
  const ids = boxes.map(({ id }) => id);
  const rows = await db
    .select()
    .from(boxSpell)
    .where(
      and(
        eq(boxSpell.communityId, communityId),
        inArray(boxSpell.boxId, ids),
        or(isNull(boxSpell.until), gt(boxSpell.until, new Date(since).toISOString())),
      ),
    );
  const spells = rows
    // A break that has just begun may not become one.
    .filter((row) => row.until !== null || row.state !== 'returning')
    .sort((a, b) => b.from.localeCompare(a.from));
  return {
    boxes: ids.map((boxId) => {
      const own = spells.filter((row) => row.boxId === boxId);
      const sum = (list: typeof own) => ({
        times: list.length,
        ms: list.reduce((ms, row) => ms + lengthOf(row, since, now), 0),
      });
      return {
        boxId,
        spells: own.slice(0, MOST_SPELLS).map(({ id, from, until, cause }) => ({ id, from, until, cause })),
        lost: sum(own.filter((row) => row.cause !== 'center')),
        byCenter: sum(own.filter((row) => row.cause === 'center')),
      };
    }),
  };
}

/** How many boxes are suspect and dark now, in all communities. */
export async function countGone(place: WorkPlace): Promise<{ suspect: number; dark: number }> {
  const rows = await place.db
    .select({ state: boxSpell.state, n: count() })
    .from(boxSpell)
    .where(isNull(boxSpell.until))
    .groupBy(boxSpell.state);
  const of = (state: string) => rows.find((row) => row.state === state)?.n ?? 0;
  return { suspect: of('suspect'), dark: of('dark') };
}
