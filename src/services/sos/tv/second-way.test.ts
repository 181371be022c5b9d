import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AskEnvelope } from '../../../protocol/wire.ts';
import { alarmView, callingBox, pass, refused } from '../../../testing/calling-box.ts';
import { Identity } from '../../../tv/identity.ts';
import { Store } from '../../../tv/storage.ts';
import { SecondWay } from './second-way.ts';

interface Posted extends AskEnvelope {
  readonly url: string;
  readonly authorization: string;
}

let posted: Posted[];
let answer: (cry: Posted) => unknown;

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  posted = [];
  answer = ({ name, input }) => ({
    ok: true,
    value: alarmView((input as { alarmId: string }).alarmId, name === 'sos:press' ? 'pressed' : 'sent'),
  });
  vi.stubGlobal('fetch', async (url: string, init: { body: string; headers: Record<string, string> }) => {
    const cry = { ...(JSON.parse(init.body) as AskEnvelope), url, authorization: init.headers.authorization ?? '' };
    posted.push(cry);
    return { json: async () => answer(cry) };
  });
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A box without a line that also has the second way. */
function cutOff() {
  const box = callingBox({ online: false });
  new SecondWay({ outbox: box.outbox, link: box.link, identity: new Identity(new Store()) }).start();
  box.go('offline');
  return box;
}

test('no answer in 5 s: the same asks with the same keys go by HTTP, and the call is delivered', async () => {
  const { call, outbox } = cutOff();
  const secret = new Identity(new Store()).secret();
  call.press();
  const keys = outbox.pending('sos:press').map(({ key }) => key);
  await pass(4_900);
  expect(posted).toEqual([]);
  await pass(200);
  const authorization = `Bearer ${secret}`;
  expect(posted[0]).toMatchObject({ url: '/api/sos', name: 'sos:press', key: keys[0], authorization });
  await pass(100);
  expect(posted.map(({ name }) => name)).toEqual(['sos:press', 'sos:send']);
  expect(call.stage).toBe('sent');
  expect(outbox.size).toBe(0);
  await pass(60_000);
  expect(posted).toHaveLength(2);
});

test('while the line answers nothing goes the other way', async () => {
  const box = callingBox();
  new SecondWay({ outbox: box.outbox, link: box.link, identity: new Identity(new Store()) }).start();
  box.call.press();
  await pass(60_000);
  expect(posted).toEqual([]);
});

test('both ways are dead: it says to dial 120, and both are tried until one lives', async () => {
  const { call, go } = cutOff();
  answer = () => {
    throw new Error('no way');
  };
  call.press();
  call.send();
  await pass(30_000);
  expect(call.stage).toBe('undelivered');
  expect(posted.length).toBeGreaterThanOrEqual(4);
  expect(new Set(posted.map(({ key }) => key)).size).toBe(1);
  go('online');
  await pass(10);
  expect(call.stage).toBe('sent');
});

test('what is no answer of the center settles nothing', async () => {
  const { call, outbox } = cutOff();
  call.press();
  call.send();
  const nonsense = ['<html>', null, { ok: true, value: { id: 1 } }, refused('forbidden'), refused('unavailable')];
  answer = () => nonsense.shift();
  await pass(5_000 * 6);
  expect(nonsense).toEqual([]);
  expect(outbox.pending('sos:press')).toHaveLength(1);
  expect(call.stage).toBe('undelivered');
});

test('an alarm that is over at the center is answered with a new one, by this way, too', async () => {
  const { call } = cutOff();
  let over = '';
  answer = (cry) => {
    const { alarmId } = cry.input as { alarmId: string };
    over ||= alarmId;
    return alarmId === over
      ? refused('conflict')
      : { ok: true, value: alarmView(alarmId, cry.name === 'sos:press' ? 'pressed' : 'sent') };
  };
  call.press();
  call.send();
  await pass(20_000);
  expect(call.stage).toBe('sent');
  expect(call.id).not.toBe(over);
});

test('what was said before a restart goes on, with its key', async () => {
  const before = cutOff();
  before.call.press();
  before.call.send();
  const [{ key } = { key: '' }] = before.outbox.pending('sos:press');
  vi.clearAllTimers();
  const after = cutOff();
  await pass(15_000);
  expect(posted[0]).toMatchObject({ name: 'sos:press', key });
  expect(after.call.stage).toBe('sent');
});
