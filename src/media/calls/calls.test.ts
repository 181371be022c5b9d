import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Party } from '../../protocol/contracts/calls.ts';
import { newId } from '../../protocol/ids.ts';
import { FakeConnection, type FakeDevices, fakeBrowser } from '../../testing/fake-connection.ts';
import { Switchboard, type SwitchedPage } from '../../testing/switchboard.ts';
import { Devices } from '../devices.ts';
import { Calls } from './calls.ts';
import { Peer } from './peer.ts';

interface Side {
  readonly page: SwitchedPage;
  readonly calls: Calls;
  readonly devices: Devices;
  readonly party: Party;
}

let fake: FakeDevices;
let board: Switchboard;
let a: Side;
let b: Side;

function side(answersItself = false): Side {
  const party: Party = { kind: 'household', id: newId() };
  const page = board.page(party, newId());
  const devices = new Devices();
  const isUs = (other: Party) => 'id' in other && other.id === party.id;
  const calls = new Calls({ wire: page.wire, devices, isUs, answersItself: () => answersItself });
  return { page, calls, devices, party };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  fake = fakeBrowser();
  board = new Switchboard();
  a = side();
  b = side();
});
afterEach(() => {
  for (const { calls } of [a, b]) calls.close();
  expect([Peer.open, a.devices.openTracks, b.devices.openTracks]).toEqual([0, 0, 0]);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A calls B, who answers; both connections are made. */
async function talk(): Promise<void> {
  a.calls.dial(b.party);
  await pass(1);
  b.calls.answer(b.calls.ringing[0]?.view.id ?? '');
  await pass(1);
  for (const connection of FakeConnection.all) connection.become('connected');
}

test('dial, ring, answer, hang up: both follow, and nothing is open before the answer nor after the end', async () => {
  a.calls.dial(b.party);
  await pass(1);
  expect(a.calls.current?.stage).toBe('ringing');
  expect(b.calls.ringing).toHaveLength(1);
  expect([b.devices.openTracks, Peer.open]).toEqual([0, 1]);
  b.calls.answer(b.calls.ringing[0]?.view.id ?? '');
  await pass(1);
  for (const connection of FakeConnection.all) connection.become('connected');
  expect(b.calls.ringing).toEqual([]);
  for (const { calls } of [a, b])
    expect(calls.current).toMatchObject({ stage: 'talking', link: 'connected', pictureOn: true });
  expect([a.devices.openTracks, b.devices.openTracks, Peer.open]).toEqual([2, 2, 2]);
  a.calls.current?.hangUp();
  await pass(1);
  expect([a.calls.current, b.calls.current]).toEqual([undefined, undefined]);
  expect(fake.tracks.every(({ readyState }) => readyState === 'ended')).toBe(true);
});

test('refused, and busy: the caller learns why', async () => {
  const ends: unknown[] = [];
  a.calls.ended.on((call) => ends.push(call.view?.outcome));
  a.calls.dial(b.party);
  await pass(1);
  await b.calls.refuse(b.calls.ringing[0]?.view.id ?? '');
  await pass(1);
  await talk();
  const third = side();
  third.calls.ended.on((call) => ends.push(call.view?.outcome));
  third.calls.dial(b.party);
  await pass(1);
  expect(ends).toEqual(['refused', 'busy']);
  expect(third.devices.openTracks).toBe(0);
});

test('both dial at once: one call, the second dial is the answer', async () => {
  a.calls.dial(b.party);
  b.calls.dial(a.party);
  await pass(1);
  expect(a.calls.current?.id).toBe(b.calls.current?.id);
  expect([a.calls.current?.stage, b.calls.current?.stage]).toEqual(['talking', 'talking']);
  expect([a.calls.ringing, b.calls.ringing, Peer.open]).toEqual([[], [], 2]);
});

test('another box of the home was quicker: it rings no longer here', async () => {
  const other = side();
  const twin = board.page(b.party, newId());
  const stopped: string[] = [];
  b.calls.stopped.on(({ id }) => stopped.push(id));
  other.calls.dial(b.party);
  await pass(1);
  const id = b.calls.ringing[0]?.view.id ?? '';
  await twin.wire.ask('calls:answer', { callId: id, end: twin.wire.end, video: false });
  expect([b.calls.ringing, stopped]).toEqual([[], [id]]);
  other.calls.close();
});

test('by consent it answers itself at its time, by that rule and without a camera that was not agreed to', async () => {
  board.autoAnswer = { at: new Date(Date.now() + 10_000).toISOString(), video: false, boxId: null };
  const rules: string[] = [];
  const own = side(true);
  own.devices.opened.on((rule, kinds) => rules.push(`${rule} ${kinds.join()}`));
  a.calls.dial(own.party);
  await pass(9_900);
  expect([own.calls.current, own.devices.openTracks]).toEqual([undefined, 0]);
  await pass(200);
  expect(own.calls.current?.stage).toBe('talking');
  expect(rules).toEqual(['auto-answer audio']);
  own.calls.close();
});

test('the line is away: the call goes on, and what happened meanwhile is made up for', async () => {
  await talk();
  const id = a.calls.current?.id ?? '';
  b.page.up = false;
  expect(b.calls.current?.link).toBe('connected');
  a.calls.current?.hangUp();
  await pass(1);
  expect(b.calls.current?.stage).toBe('talking');
  b.page.lineUp();
  await pass(1);
  expect([b.calls.current, board.calls.get(id)?.state]).toEqual([undefined, 'ended']);
});

test('media that stand still are mended by an ICE restart; that fails for long: no way', async () => {
  await talk();
  const [one] = FakeConnection.all;
  if (!one) throw new Error('no connection');
  for (let i = 0; i < 6; i++) {
    one.bytes += 1_000;
    await pass(500);
  }
  await pass(2_000);
  expect(a.calls.current?.link).toBe('reconnecting');
  expect(one.restarts).toBe(1);
  one.bytes += 1_000;
  await pass(500);
  expect(a.calls.current?.link).toBe('connected');
  one.become('failed');
  await pass(70_000);
  expect(a.calls.current).toMatchObject({ link: 'failed', fault: 'no-way' });
});

test('a relay that refuses us is told as such', async () => {
  board.relayOnly = true;
  const page = side();
  await page.calls.refresh();
  page.calls.dial(b.party);
  await pass(1);
  FakeConnection.last().onicecandidateerror?.({ errorCode: 401 });
  expect(page.calls.current).toMatchObject({ link: 'failed', fault: 'turn-refused' });
  page.calls.close();
});

test('muted, silenced by something worse, held: nobody hears us, and afterwards it is as it was', async () => {
  await talk();
  const call = a.calls.current;
  const microphone = fake.tracks.find(({ kind }) => kind === 'audio');
  call?.mute(true);
  expect(microphone?.enabled).toBe(false);
  call?.silence(true);
  call?.mute(false);
  expect(microphone?.enabled).toBe(false);
  call?.silence(false);
  expect(microphone?.enabled).toBe(true);
  board.change(call?.id ?? '', { state: 'held' });
  expect(microphone?.enabled).toBe(false);
  board.change(call?.id ?? '', { state: 'talking' });
  expect(microphone?.enabled).toBe(true);
});

test('picture off closes the camera and tells the other side', async () => {
  await talk();
  await a.calls.current?.picture(false);
  expect([a.devices.cameraOn, a.devices.microphoneOn, b.calls.current?.otherPicture]).toEqual([false, true, false]);
  await a.calls.current?.picture(true);
  expect([a.devices.cameraOn, b.calls.current?.otherPicture]).toEqual([true, true]);
});

test('handed to a colleague: who stays makes a new connection with the new page', async () => {
  await talk();
  const id = a.calls.current?.id ?? '';
  board.change(id, { state: 'ringing', calleeEnd: null });
  await pass(1);
  expect(a.calls.current).toMatchObject({ stage: 'ringing', remote: undefined });
  expect(a.devices.openTracks).toBe(2);
  const before = FakeConnection.all.length;
  board.change(id, { state: 'talking', calleeEnd: newId() });
  await pass(1);
  expect(FakeConnection.all.length).toBe(before + 1);
  expect(FakeConnection.last().localDescription?.type).toBe('offer');
});
