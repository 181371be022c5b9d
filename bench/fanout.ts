import { loadavg } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Database } from '../src/center/database/database.ts';
import { approveAnew, openWriters, type Writers } from './fanout/warnings.ts';
import { type Child, sharedNow, startChild } from './kit/child.ts';
import { enrolBoxes, openDatabase } from './kit/database.ts';
import { median, ms, type Result, result, spread } from './kit/result.ts';

const PORT = 8170;
const CENTER = `http://127.0.0.1:${PORT}`;
const BOXES = 10_000;
const WARM_UP = 3;
const ROUNDS = 15;
const RECEIPT_ROUNDS = 5;
/** As settings.json says where it says nothing: boxes that lost the center come back within so many ms. */
const WINDOW_MS = 8_000;
const PAUSE_MS = 150;
const LOOK_MS = 20;
const here = (file: string) => join(import.meta.dirname, 'fanout', file);
const boxes = `${BOXES.toLocaleString('en')} boxes`;

/**
 * Red warnings, signed by two persons and committed before they leave, to 10,000 boxes; in turns with them the same
 * bytes by nothing but ws. Then with every box answering at once, and then with the center killed and started again.
 */
export async function fanout(): Promise<Result[]> {
  await using open = new AsyncDisposableStack();
  const keep = (child: Child) => open.adopt(child, (one) => one.stop());
  const database = open.adopt(await openDatabase(), (one) => one.stop());
  const env = { ...database.env, PORT: String(PORT) };
  const startCenter = () => startChild(here('center.ts'), env);
  let center = await startCenter();
  open.defer(() => center.stop());
  const crowd = keep(await startChild(here('boxes.ts')));
  const plain = keep(await startChild(here('plain.ts')));
  const others = keep(await startChild(here('plain-clients.ts')));

  const secrets = (await enrolBoxes(database.db, BOXES)).map(({ secret }) => secret);
  const before = await center.ask<number>('memory');
  const began = sharedNow();
  await crowd.ask('connect', { port: PORT, secrets });
  const connectedInMs = sharedNow() - began;
  const after = await center.ask<number>('memory');
  const memory = (after - before) / BOXES / 1_024;
  await others.ask('connect', { port: await plain.ask('port'), count: BOXES });

  const writers = await openWriters(CENTER);
  const pairs = await comparePairs({ center, crowd, plain, others, writers });
  await crowd.ask('answerAtOnce');
  const receipts = await timeReceipts({ center, crowd, writers, db: database.db });

  const away = await writers.prepare();
  await crowd.ask('comeBack', WINDOW_MS);
  await crowd.ask('expect', away.id);
  writers.close();
  const killedAt = sharedNow();
  await center.kill();
  center = await startCenter();
  const upAt = sharedNow();
  await approveAnew(CENTER, away);
  const sentAt = sharedNow();
  const back = await crowd.ask<Back>('back');

  const load = `load of the machine ${loadavg()[0]?.toFixed(1)}`;
  const { ours, theirs } = pairs;
  const against = (values: number[]) => `plain ws, one frame of the same ${pairs.bytes} bytes: ${ms(median(values))}`;
  const came = `${back.missed} by what they missed, ${back.live} by the news itself; up after ${ms(upAt - killedAt)}, warning after ${ms(sentAt - killedAt)}`;
  return [
    result(
      `signed warning to ${boxes}: push to the last one, ratio`,
      // Of pairs: what else the machine did at the time then weighs on both.
      median(ours.times.map((time, i) => time / (theirs.times[i] ?? Number.NaN))),
      '×',
      `${against(theirs.times)} (${spread(theirs.times)}); ${load}`,
      1.15,
    ),
    result(`signed warning to ${boxes}: push to the last one`, median(ours.times), 'ms', `runs ${spread(ours.times)}`),
    result(
      `signed warning to ${boxes}: approver's ask to the last one`,
      median(ours.whole),
      'ms',
      `two signatures, transaction and commit in it; runs ${spread(ours.whole)}`,
      1_000,
    ),
    result(`signed warning to ${boxes}: CPU of the server for the push`, median(ours.cpu), 'ms', against(theirs.cpu)),
    result(
      `receipts of ${boxes} that answer at once: push to all in the database`,
      median(receipts.durable),
      'ms',
      `seen committed by another connection; runs ${spread(receipts.durable)}; the last box had the warning after ${ms(median(receipts.last))}`,
      600,
    ),
    result(
      `receipts of ${boxes}: push to the last box told that its receipt is kept`,
      median(receipts.answered),
      'ms',
      `runs ${spread(receipts.answered)}`,
    ),
    result(`${boxes} connect`, connectedInMs, 'ms', '64 at a time'),
    result(`memory a connection, ${boxes}`, memory, 'KB', 'RSS after collections, before and after they came', 20),
    result(
      `center killed: start of the new one to the last of ${boxes} back and caught up`,
      (back.at - upAt) / 1_000,
      's',
      `each within ${WINDOW_MS / 1_000} s at random, as the app; from the kill ${ms(back.at - killedAt)}`,
      10,
    ),
    result(
      'center killed: boxes that miss the warning of that time',
      BOXES - back.live - back.missed,
      'boxes',
      came,
      0,
    ),
    result(
      'center killed: boxes that show it twice',
      back.doubled,
      'boxes',
      `${back.again} got it twice and dropped one`,
      0,
    ),
  ];
}

interface Back {
  readonly at: number;
  readonly live: number;
  readonly missed: number;
  readonly doubled: number;
  readonly again: number;
}

/** When a server began to push, and ms of its work for that. */
interface Pushed {
  readonly at: number;
  readonly cpu: number;
}

interface Side {
  readonly times: number[];
  readonly cpu: number[];
  readonly whole: number[];
}

const side = (): Side => ({ times: [], cpu: [], whole: [] });

/** One warning by the center and its bytes by plain ws, in turns. */
async function comparePairs(to: { center: Child; crowd: Child; plain: Child; others: Child; writers: Writers }) {
  const { center, crowd, plain, others, writers } = to;
  const [ours, theirs] = [side(), side()];
  let text = '';
  const byCenter = async (noted: Side) => {
    const ready = await writers.prepare();
    await crowd.ask('expect', ready.id);
    await pause();
    const { askedAt, sent } = writers.approve(ready);
    const last = await crowd.ask<{ text: string; at: number }>('last');
    await sent;
    const { at, cpu } = await center.ask<Pushed>('pushed');
    noted.times.push(last.at - at);
    noted.whole.push(last.at - askedAt);
    noted.cpu.push(cpu);
    text = last.text;
  };
  const byWs = async (noted: Side) => {
    await others.ask('expect', text);
    await pause();
    const { at, cpu } = await plain.ask<Pushed>('send', text);
    noted.times.push((await others.ask<number>('last')) - at);
    noted.cpu.push(cpu);
  };
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const warm = round < 0;
    // Whoever comes first changes, in case the second finds warmer caches.
    const turns = [() => byCenter(warm ? side() : ours), () => byWs(warm ? side() : theirs)];
    for (const turn of round % 2 === 0 || text === '' ? turns : turns.toReversed()) await turn();
  }
  return { ours, theirs, bytes: Buffer.byteLength(text) };
}

/** Warnings that every box answers as soon as it has them; times in ms after the push. */
async function timeReceipts(to: { center: Child; crowd: Child; writers: Writers; db: Database }) {
  const { center, crowd, writers, db } = to;
  const noted = { last: [] as number[], durable: [] as number[], answered: [] as number[] };
  for (let round = -WARM_UP; round < RECEIPT_ROUNDS; round++) {
    const ready = await writers.prepare();
    await crowd.ask('expect', ready.id);
    await pause();
    const { sent } = writers.approve(ready);
    const last = await crowd.ask<{ at: number }>('last');
    const durableAt = await allDurable(db, ready.id);
    const answeredAt = await crowd.ask<number>('answered');
    await sent;
    if (round < 0) continue;
    const { at: pushedAt } = await center.ask<Pushed>('pushed');
    noted.last.push(last.at - pushedAt);
    noted.durable.push(durableAt - pushedAt);
    noted.answered.push(answeredAt - pushedAt);
  }
  return noted;
}

/** When another connection sees a committed receipt of every box; looks often, so at most LOOK_MS late. */
async function allDurable(db: Database, messageId: string): Promise<number> {
  for (let looks = 0; looks < 1_000; looks++) {
    const { rows } = await db.execute<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM feed_receipt WHERE message_id = ${messageId} AND received_at IS NOT NULL`,
    );
    if (rows[0]?.n === BOXES) return sharedNow();
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
  throw new Error('receipts are missing in the database');
}

const pause = () => new Promise((done) => setTimeout(done, PAUSE_MS));
