import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Database } from '../src/center/database/database.ts';
import { household } from '../src/center/identity/schema.ts';
import { runCenter } from './kit/center.ts';
import { startChild } from './kit/child.ts';
import { enrolBoxes, openDatabase, sampleCommunity } from './kit/database.ts';
import { median, ms, quantile, type Result, result, spread } from './kit/result.ts';
import { type BareCaller, barePress } from './sos/bare.ts';

const PORT = 8175;
const BOXES = 10_000;
const PER_SECOND = 10;
const WARM_UP = 20;
const ROUNDS = 4;
/** Calls of a round, on each side. */
const CALLS = 50;
/** From the key to the console: what WARNING.md promises, ms at p99. */
const GOAL_MS = 300;
const here = (file: string) => join(import.meta.dirname, 'sos', file);

/**
 * Calls for help from different homes while 10,000 boxes are connected: from the moment the ask leaves the box to the
 * moment the console hears of it. In turns with them the same writes alone at the same rate.
 */
export async function sos(): Promise<Result[]> {
  await using open = new AsyncDisposableStack();
  const database = open.adopt(await openDatabase(), (one) => one.stop());
  const { db } = database;
  const center = open.adopt(await runCenter({ ...database.env, PORT: String(PORT) }), (one) => one.stop());
  const desk = open.adopt(await startChild(here('console.ts')), (one) => one.stop());
  const boxes = open.adopt(await startChild(here('boxes.ts')), (one) => one.stop());

  const enrolled = await enrolBoxes(db, BOXES);
  const bare = await callers(
    db,
    enrolled.map(({ householdId }) => householdId),
  );
  await boxes.ask('connect', { port: PORT, secrets: enrolled.map(({ secret }) => secret) });
  await desk.ask('connect', { url: center.url });

  const calls = async (from: number, count: number) => {
    const pressed = await boxes.ask<{ alarmId: string; at: number }[]>('press', { from, count, perSecond: PER_SECOND });
    const heard = await desk.ask<number[]>(
      'heard',
      pressed.map(({ alarmId }) => alarmId),
    );
    return pressed.map(({ at }, index) => (heard[index] ?? Number.NaN) - at);
  };
  await calls(0, WARM_UP);
  await alone(db, bare.slice(0, WARM_UP));
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const from = WARM_UP + round * CALLS;
    ours.push(...(await calls(from, CALLS)));
    // Other homes: those that have called have an alarm by now, and its timers run.
    theirs.push(...(await alone(db, bare.slice(BOXES / 2 + from, BOXES / 2 + from + CALLS))));
  }
  const against = (share: number) => `the same writes alone, in one transaction by pg: ${ms(quantile(theirs, share))}`;
  const what = `call for help with ${BOXES.toLocaleString('en')} boxes connected, ${PER_SECOND} a second: key → console`;
  return [
    result(`${what}, p50`, median(ours), 'ms', `${against(0.5)}; runs ${spread(ours)}`),
    result(`${what}, p99`, quantile(ours, 0.99), 'ms', against(0.99), GOAL_MS),
  ];
}

async function callers(db: Database, householdIds: readonly string[]): Promise<BareCaller[]> {
  const communityId = await sampleCommunity(db);
  const homes = await db
    .select({ id: household.id, buildingId: household.buildingId })
    .from(household)
    .where(eq(household.communityId, communityId));
  const buildings = new Map(homes.map(({ id, buildingId }) => [id, buildingId]));
  return householdIds.map((householdId) => ({
    communityId,
    householdId,
    buildingId: buildings.get(householdId) ?? '',
  }));
}

/** The bare transactions at the rate of the calls. Gives the time of each in ms. */
async function alone(db: Database, calling: readonly BareCaller[]): Promise<number[]> {
  const start = performance.now();
  return Promise.all(
    calling.map(async (caller, index) => {
      await new Promise((done) =>
        setTimeout(done, Math.max(0, start + (index * 1_000) / PER_SECOND - performance.now())),
      );
      const before = performance.now();
      await barePress(db.$client, caller);
      return performance.now() - before;
    }),
  );
}
