import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../src/protocol/ids.ts';
import {
  type Client,
  connectBox,
  connectStaff,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../src/testing/harness.ts';

let center: TestCenter;
let box: TestBox;
let clerk: Client;

beforeAll(async () => {
  center = await startTestCenter();
  box = await connectBox(center);
  clerk = await connectStaff(center, 'clerk');
});
afterAll(async () => {
  box.close();
  clerk.close();
  await center.stop();
});

const invalid = { ok: false, refusal: { code: 'invalid' } };

test.each([
  ['nothing', undefined],
  ['a string', 'box:home'],
  ['no name', { input: {} }],
  ['an unknown service', { name: 'nobody:home', input: {} }],
  ['an unknown ask', { name: 'box:toString', input: {} }],
  ['a name out of the prototype', { name: '__proto__:constructor', input: {} }],
  ['input of another form', { name: 'meals:menus', input: { day: 'tomorrow', residentId: 7 } }],
  ['a key that is none', { name: 'meals:cancel', key: 'x', input: { orderId: newId() } }],
  ['a change without a key', { name: 'meals:cancel', input: { orderId: newId() } }],
  ['an ask of 20,000 characters', { name: 'box:home', input: { padding: 'x'.repeat(20_000) } }],
])('%s is refused as invalid and logged', async (_, envelope) => {
  const before = center.log.length;
  expect(await box.raw(envelope)).toMatchObject(invalid);
  await until('the log has a line', () => center.log.slice(before).some((line) => line.level >= 40));
});

test('a packet larger than any ask ends the connection, and the center goes on', async () => {
  const loud = await connectBox(center, { secret: box.secret });
  const closed = new Promise((done) => loud.socket.once('disconnect', done));
  loud.socket.emit('ask', { name: 'box:home', input: 'x'.repeat(400_000) });
  await closed;
  expect(await box.ask('box:home', {})).toMatchObject({ ok: true });
});

test('an ask without an acknowledgement, and events nobody knows, are passed over', async () => {
  box.socket.emit('ask', { name: 'box:home', input: {} });
  box.socket.emit('feed', [{ scope: 'community:x' }]);
  box.socket.emit('push', 1, 2, 3);
  expect(await box.ask('box:home', {})).toMatchObject({ ok: true });
});

test('staff do not ask as boxes, boxes not as staff, and roles count', async () => {
  const forbidden = { ok: false, refusal: { code: 'forbidden' } };
  expect(await clerk.ask('box:home', {})).toMatchObject(forbidden);
  expect(await box.ask('desk:queue', {})).toMatchObject(forbidden);
  expect(await clerk.ask('people:staff', {})).toMatchObject(forbidden);
  expect(await clerk.ask('meals:plan', { day: '2026-11-24' })).toMatchObject(forbidden);
});

test('too many asks are refused for a while; a call for help is not', async () => {
  const hasty = await connectBox(center, { secret: box.secret });
  const replies = await Promise.all(Array.from({ length: 80 }, () => hasty.ask('box:home', {})));
  expect(replies.filter((r) => !r.ok && r.refusal.text === 'refusal.tooFast').length).toBeGreaterThan(20);
  const press = { alarmId: newId(), pressedAt: new Date().toISOString() };
  expect(await hasty.ask('sos:press', press)).toMatchObject({ ok: true });
  expect(await hasty.ask('sos:cancel', { alarmId: press.alarmId })).toMatchObject({ ok: true });
  hasty.close();
});

test('a box that speaks another protocol is told so at the door', async () => {
  await expect(connectBox(center, { protocol: 99 })).rejects.toMatchObject({ data: { code: 'outdated' } });
  await expect(connectBox(center, { secret: 'short' })).rejects.toMatchObject({ data: { code: 'invalid' } });
});
