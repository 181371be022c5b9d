import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CallView, Signal } from '../../src/protocol/contracts/calls.ts';
import { newId } from '../../src/protocol/ids.ts';
import { type CenterProcess, startCenterProcess } from '../../src/testing/center-process.ts';
import { testDatabase } from '../../src/testing/database.ts';
import {
  type Client,
  connectBox,
  connectPhone,
  connectRelative,
  type TestBox,
  type TestRelative,
  until,
} from '../../src/testing/harness.ts';

/** A television at one process of the center and a phone at the other, on one database; each may be killed. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let database: Awaited<ReturnType<typeof testDatabase>>;
let keys: string;
let here: CenterProcess;
let there: CenterProcess;
let box: TestBox;
let daughter: TestRelative;

beforeAll(async () => {
  database = await testDatabase();
  keys = mkdtempSync(join(tmpdir(), 'xiyangli-keys-'));
  const { host, user, database: name } = database.options;
  const settings = {
    DATABASE_URL: `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host)}`,
    KEYS_DIR: keys,
    LOG_LEVEL: 'warn',
  };
  here = await startCenterProcess(settings);
  there = await startCenterProcess(settings);
  box = await connectBox(there);
  daughter = await connectRelative(here, box);
});
afterAll(async () => {
  box?.close();
  daughter?.close();
  await there?.stop();
  await here?.stop();
  await database?.drop();
  rmSync(keys, { recursive: true, force: true });
});

/** An offer that NOTIFY does not take. */
const long: Signal = { description: { type: 'offer', sdp: 'v=0'.padEnd(11_900, 'x') } };
const candidate = (n: number): Signal => ({ candidate: { candidate: `candidate:${n}`, sdpMid: '0' } });

const told = <T>(client: Client, name: string, is: (body: T) => boolean) =>
  until(`${name} is told`, () => client.pushes.find((push) => push.name === name && is(push.body as T))?.body as T);
const isNow = (client: Client, id: string, part: { state: string }) =>
  told<CallView>(client, 'calls:changed', (call) => call.id === id && call.state === part.state);

/** The daughter calls home. */
async function dial() {
  const call = { callId: newId(), end: newId() };
  const { household } = await box.get('box:home', {});
  const to = { kind: 'household' as const, id: household.id };
  expect(await daughter.get('calls:dial', { ...call, to, video: true, offer: long })).toMatchObject({
    state: 'ringing',
  });
  return call;
}

/** The process that the phone was connected to dies without a goodbye, and comes back. */
async function killHere(): Promise<void> {
  const { secret } = daughter;
  await here.kill();
  daughter.close();
  await here.start();
  daughter = { ...daughter, ...(await connectPhone(here, secret)) };
}

test('a call from one process to the other: it rings, answers, and signals pass in order, the longest too', async () => {
  const call = await dial();
  const { offer } = await told<{ call: CallView; offer: Signal }>(
    box,
    'calls:ringing',
    (body) => body.call.id === call.callId,
  );
  expect(offer).toEqual(long);
  const end = newId();
  await box.get('calls:answer', { callId: call.callId, end, video: true });
  await isNow(daughter, call.callId, { state: 'talking' });
  for (const signal of [candidate(1), long, candidate(2)]) await daughter.get('calls:signal', { ...call, signal });
  const signals = () =>
    box.pushes.filter(({ name }) => name === 'calls:signal').map(({ body }) => (body as { signal: Signal }).signal);
  await until('all have come', () => signals().length === 3);
  expect(signals()).toEqual([candidate(1), long, candidate(2)]);
  await box.get('calls:hangUp', { callId: call.callId, end });
  await isNow(daughter, call.callId, { state: 'ended' });
});

test('killed while it rings: it still rings after the start, and can be answered', async () => {
  const call = await dial();
  await killHere();
  expect(await daughter.get('calls:current', {})).toMatchObject({ calls: [{ id: call.callId, state: 'ringing' }] });
  const end = newId();
  expect(await box.get('calls:offer', { callId: call.callId, end })).toEqual(long);
  await box.get('calls:answer', { callId: call.callId, end, video: true });
  await isNow(daughter, call.callId, { state: 'talking' });
  await daughter.get('calls:hangUp', call);
});

test('killed while they talk: the call goes on, signals pass again, and the end is told to both', async () => {
  const call = await dial();
  const end = newId();
  await box.get('calls:answer', { callId: call.callId, end, video: true });
  await killHere();
  expect(await daughter.get('calls:alive', call)).toMatchObject({ state: 'talking', calleeEnd: end });
  await box.get('calls:signal', { callId: call.callId, end, signal: candidate(7) });
  await told<{ to: string }>(daughter, 'calls:signal', ({ to }) => to === call.end);
  await daughter.get('calls:hangUp', call);
  await isNow(box, call.callId, { state: 'ended' });
});

test('connected to neither process: unreachable', async () => {
  const { secret } = box;
  const { household } = await box.get('box:home', {});
  box.close();
  const to = { kind: 'household' as const, id: household.id };
  await until('nobody has it', async () => {
    const call = { callId: newId(), end: newId() };
    const { outcome } = await daughter.get('calls:dial', { ...call, to, video: true, offer: long });
    if (!outcome) await daughter.get('calls:hangUp', call);
    return outcome === 'unreachable';
  });
  box = await connectBox(there, { secret });
});
