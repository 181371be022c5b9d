import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Newsroom, openNewsroom } from '../../src/testing/broadcaster.ts';
import { type CenterProcess, startCenterProcess } from '../../src/testing/center-process.ts';
import { type Crowd, newestMessage, openCrowd, receiptsComplete } from './crowd.ts';

/** Lines are cut and boxes killed while warnings go out; the center and its database go on. */
const BOXES = 1_000;
const CUT = 200;
const KILLED = 60;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let center: CenterProcess;
let newsroom: Newsroom;
let steady: Crowd;
let frail: Crowd;
/** All that the boxes must have heard so far, in order. */
const sent: string[] = [];

beforeAll(async () => {
  center = await startCenterProcess({ LOG_LEVEL: 'warn' });
  steady = await openCrowd(center, center.connection, BOXES);
  frail = await openCrowd(center, center.connection, KILLED);
  newsroom = await openNewsroom(center);
});
afterAll(async () => {
  newsroom?.close();
  await frail?.stop();
  await steady?.stop();
  await center?.stop();
});

async function allHaveAll(): Promise<void> {
  await steady.heard(sent);
  await frail.heard(sent);
  await receiptsComplete(center.connection, sent, BOXES + KILLED);
}

test('the lines of 200 of 1,000 boxes are cut during a warning, and again during its end', async () => {
  const approval = await newsroom.ready({ level: 'red' });
  const approved = newsroom.approver.get('broadcast:approve', approval);
  expect(await steady.cut(CUT)).toBe(CUT);
  await approved;
  sent.push(approval.id);
  await allHaveAll();

  const stopped = newsroom.writer.get('broadcast:stop', { id: approval.id });
  await steady.cut(CUT);
  await stopped;
  sent.push(await newestMessage(center.connection));
  await allHaveAll();
});

test('boxes are killed during a warning and started again with what they kept', async () => {
  const approval = await newsroom.ready({ level: 'red' });
  const approved = newsroom.approver.get('broadcast:approve', approval);
  await frail.kill();
  await approved;
  sent.push(approval.id);
  await frail.start();
  await allHaveAll();
});

test('a box that was off while a warning came and was stopped is told of the end alone', async () => {
  await frail.kill();
  const before = [...sent];
  const { id } = await newsroom.send({ level: 'yellow', headline: '很快就停的预警' });
  await newsroom.writer.get('broadcast:stop', { id });
  const end = await newestMessage(center.connection);
  await steady.heard([...before, id, end]);
  await frail.start();
  await frail.heard([...before, end]);
  await receiptsComplete(center.connection, [end], BOXES + KILLED);
});
