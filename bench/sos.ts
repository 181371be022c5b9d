import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { building } from '../src/center/identity/schema.ts';
import { newId } from '../src/protocol/ids.ts';
import { connectStaff } from '../src/testing/harness.ts';
import { openWriters, type Writers } from './fanout/warnings.ts';
import { runCenter } from './kit/center.ts';
import { type Child, sharedNow, startChild } from './kit/child.ts';
import { enrolBoxes, openDatabase, sampleCommunity } from './kit/database.ts';
import { RawSocket } from './kit/raw-socket.ts';
import { median, ms, quantile, type Result, result } from './kit/result.ts';
import type { BarePress } from './sos/bare.ts';
import type { Press } from './sos/boxes.ts';

const PORT = 8172;
const BOXES = 10_000;
const PER_SECOND = 10;
const GOAL_MS = 300;
/** Presses of a turn, and turns of each side; all of different households. */
const PRESSES = 50;
const TURNS = 4;
const WARM_UP = 30;
const PATIENCE_MS = 20_000;
const here = (file: string) => join(import.meta.dirname, 'sos', file);

/** One side of the comparison: presses so often at the steady rate, and gives ms from each key to the console. */
type Side = (count: number) => Promise<number[]>;

/**
 * The emergency key of one box after the other among 10,000 that are connected, until an officer's console has read of
 * it; in turns with it the same writes and the same way by nothing but pg and ws. Then once more while signed warnings
 * go out to all boxes one after the other, and every box answers each at once.
 */
export async function sos(): Promise<Result[]> {
  await using open = new AsyncDisposableStack();
  const keep = (child: Child) => open.adopt(child, (one) => one.stop());
  const database = open.adopt(await openDatabase(), (one) => one.stop());
  const center = open.adopt(await runCenter({ ...database.env, PORT: String(PORT) }), (one) => one.stop());
  const crowd = keep(await startChild(here('boxes.ts')));
  const plain = keep(await startChild(here('plain.ts'), database.env));
  const barePort = await plain.ask<number>('port');

  const communityId = await sampleCommunity(database.db);
  const [place] = await database.db.select().from(building).where(eq(building.communityId, communityId)).limit(1);
  const enrolled = await enrolBoxes(database.db, BOXES);
  await crowd.ask('connect', { port: PORT, barePort, secrets: enrolled.map(({ secret }) => secret) });

  const officer = open.adopt(await connectStaff(center, 'officer'), (one) => one.close());
  const heard = readTimes();
  officer.socket.on('push', ({ name, body }: { name: string; body: { id: string } }) => {
    if (name === 'desk:item') heard.note(body.id);
  });
  const bareConsole = new RawSocket(barePort, '/');
  bareConsole.onText = (payload) => heard.note((JSON.parse(payload.toString()) as BarePress).id);
  open.defer(() => bareConsole.close());

  let next = 0;
  const ours: Side = async (count) => {
    const from = next;
    next += count;
    return heard.since(await crowd.ask<Press[]>('press', { from, count, perSecond: PER_SECOND }));
  };
  const theirs: Side = async (count) => {
    const homes = enrolled.slice(next, next + count);
    next += count;
    const of = { communityId, buildingId: place?.id ?? '', pressedAt: new Date().toISOString() };
    const presses = homes.map(({ householdId }): BarePress => ({ ...of, id: newId(), householdId }));
    return heard.since(await crowd.ask<Press[]>('pressBare', { presses, perSecond: PER_SECOND }));
  };

  await ours(WARM_UP);
  await theirs(WARM_UP);
  const calm = await inTurns(ours, theirs);
  const writers = open.adopt(await openWriters(center.url), (one) => one.close());
  await warn(writers, crowd);
  const storm = startStorm(writers, crowd);
  const loud = await inTurns(ours, theirs);
  const warnings = await storm.stop();

  const boxes = `${BOXES.toLocaleString('en')} boxes`;
  const what = `SOS with ${boxes} connected, ${PER_SECOND} a second: key → console`;
  const under = `SOS while signed warnings go out to ${boxes} and all answer: key → console`;
  const against = (times: number[], share: number) =>
    `the same writes and way by bare pg and ws: ${ms(quantile(times, share))}`;
  const meanwhile = `${warnings.length} warnings meanwhile, each with all receipts in ${ms(median(warnings))}`;
  return [
    result(`${what} p50`, median(calm.ours), 'ms', against(calm.theirs, 0.5)),
    result(`${what} p99`, quantile(calm.ours, 0.99), 'ms', against(calm.theirs, 0.99), GOAL_MS),
    result(`${under} p50`, median(loud.ours), 'ms', against(loud.theirs, 0.5)),
    result(`${under} p99`, quantile(loud.ours, 0.99), 'ms', `${against(loud.theirs, 0.99)}; ${meanwhile}`, GOAL_MS),
  ];
}

/** When a console first read of each alarm. */
function readTimes() {
  const times = new Map<string, number>();
  return {
    note(id: string) {
      if (!times.has(id)) times.set(id, sharedNow());
    },
    /** ms from each key to the console, when all of them are there. */
    async since(presses: readonly Press[]): Promise<number[]> {
      const end = Date.now() + PATIENCE_MS;
      while (!presses.every(({ id }) => times.has(id))) {
        if (Date.now() > end) throw new Error('the console never read of some presses');
        await new Promise((done) => setTimeout(done, 10));
      }
      return presses.map(({ id, at }) => (times.get(id) ?? Number.NaN) - at);
    },
  };
}

/** Whoever comes first changes, in case the second finds warmer caches. */
async function inTurns(ours: Side, theirs: Side): Promise<{ ours: number[]; theirs: number[] }> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let turn = 0; turn < TURNS; turn++) {
    const both = [
      async () => times.ours.push(...(await ours(PRESSES))),
      async () => times.theirs.push(...(await theirs(PRESSES))),
    ];
    for (const one of turn % 2 === 0 ? both : both.toReversed()) await one();
  }
  return times;
}

/** One warning, from the approver's ask to the last receipt. Gives ms. */
async function warn(writers: Writers, crowd: Child): Promise<number> {
  const ready = await writers.prepare();
  await crowd.ask('expect', ready.id);
  const { askedAt, sent } = writers.approve(ready);
  await Promise.all([sent, crowd.ask('answered')]);
  return sharedNow() - askedAt;
}

/** Warning after warning, the next as soon as every box has answered the last. `stop` gives the ms of each. */
function startStorm(writers: Writers, crowd: Child): { stop(): Promise<number[]> } {
  const times: number[] = [];
  let on = true;
  const blow = async () => {
    while (on) times.push(await warn(writers, crowd));
  };
  // A failure is told by `stop`; until then it must not end the process, whose end would leave the center behind.
  const done = blow().catch((error: unknown) => error);
  return {
    async stop() {
      on = false;
      const failure = await done;
      if (failure) throw failure;
      return times;
    },
  };
}
