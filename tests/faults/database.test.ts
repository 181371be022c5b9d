import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '../../src/protocol/ids.ts';
import { type Newsroom, openNewsroom } from '../../src/testing/broadcaster.ts';
import { type CenterProcess, startCenterProcess } from '../../src/testing/center-process.ts';
import { connectStaff, enrolBox, until } from '../../src/testing/harness.ts';
import { type Crowd, newestMessage, openCrowd, receiptsComplete } from './crowd.ts';

/** The center's own PostgreSQL is killed under it, and started again by it. */
const BOXES = 300;
const CUT = 60;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let center: CenterProcess;
let newsroom: Newsroom;
let crowd: Crowd;
/** All that the boxes must have heard so far, in order. */
const sent: string[] = [];

beforeAll(async () => {
  center = await startCenterProcess({ LOG_LEVEL: 'warn' });
  crowd = await openCrowd(center, center.connection, BOXES);
  newsroom = await openNewsroom(center);
});
afterAll(async () => {
  newsroom?.close();
  await crowd?.stop();
  await center?.stop();
});

test('killed under an approval: refused as unavailable, and with the same key it goes out once', async () => {
  const approval = await newsroom.ready({ level: 'red' });
  const key = newId();
  await center.killDatabase();
  await crowd.cut(CUT);
  const first = await newsroom.approver.ask('broadcast:approve', approval, key);
  expect(first).toMatchObject({ ok: false, refusal: { code: 'unavailable' } });
  await vi.waitUntil(async () => (await newsroom.approver.ask('broadcast:approve', approval, key)).ok, {
    timeout: 30_000,
    interval: 200,
  });
  sent.push(approval.id);
  await crowd.here();
  await crowd.heard(sent);
  await receiptsComplete(center.connection, sent, BOXES);
});

test('killed while receipts come in, and a call for help is silent: all is there in the end', async () => {
  const box = await enrolBox(center, '2门301');
  const alarm = { alarmId: newId(), pressedAt: new Date().toISOString() };
  await box.get('sos:press', alarm);
  const { id } = await newsroom.send({ level: 'red' });
  await center.killDatabase();
  sent.push(id);
  await crowd.heard(sent);
  // The box of the call has it too, and no receipts.
  await receiptsComplete(center.connection, sent, BOXES);
  expect(center.output()).toContain('receipts were not written');

  await newsroom.writer.get('broadcast:stop', { id });
  sent.push(await newestMessage(center.connection));
  await crowd.heard(sent);
  await receiptsComplete(center.connection, sent, BOXES);

  const officer = await connectStaff(center, 'officer');
  await vi.waitUntil(async () => (await officer.get('sos:alarm', { alarmId: alarm.alarmId })).state === 'sent', {
    timeout: 30_000,
    interval: 200,
  });
  await until('the television follows', () => box.feed.some(({ name }) => name === 'sos:alarm'));
  officer.close();
  box.close();
});
