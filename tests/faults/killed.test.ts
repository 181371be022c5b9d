import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '../../src/protocol/ids.ts';
import { openNewsroom } from '../../src/testing/broadcaster.ts';
import { type CenterProcess, startCenterProcess } from '../../src/testing/center-process.ts';
import { connectStaff } from '../../src/testing/harness.ts';
import type { Death } from '../../src/testing/mortal.ts';
import { type Crowd, countReceipts, newestMessage, openCrowd, receiptsComplete } from './crowd.ts';

/** The center is killed at a certain point of a red warning, started again, and asked once more with the same key. */
const BOXES = 300;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let center: CenterProcess;
let crowd: Crowd;
/** All that the boxes must have heard so far, in order. */
const sent: string[] = [];

beforeAll(async () => {
  center = await startCenterProcess({ LOG_LEVEL: 'warn' }, { mortal: true });
  crowd = await openCrowd(center, center.connection, BOXES);
});
afterAll(async () => {
  await crowd?.stop();
  await center?.stop();
});

const FEED = '["feed",';
/** Where it dies, and what share of the boxes then has the warning, and has a receipt in the database. */
const deaths: [string, Death, { has: 'none' | 'some' | 'all'; receipts: 'none' | 'some' }][] = [
  ['between commit and push', { text: FEED, after: 0 }, { has: 'none', receipts: 'none' }],
  ['during the fan-out', { text: FEED, after: BOXES / 2 }, { has: 'some', receipts: 'none' }],
  ['during the receipts', { text: '"stored"', after: 3 }, { has: 'all', receipts: 'some' }],
];
const share = (count: number) => (count === 0 ? 'none' : count < BOXES ? 'some' : 'all');

test.each(deaths)(
  'killed %s: every box has it once, then its end once, and every receipt is kept',
  async (_, death, then) => {
    const newsroom = await openNewsroom(center);
    const approval = await newsroom.ready({ level: 'red' });
    const key = newId();
    const { died } = await center.dieAt(death);
    // Where the center dies before the answer it is lost.
    const answered = newsroom.approver.ask('broadcast:approve', approval, key).catch(() => undefined);
    await died;
    await answered;
    newsroom.close();
    // What was on the way arrives.
    await new Promise((done) => setTimeout(done, 300));
    const has = share(await crowd.count([...sent, approval.id]));
    const receipts = share(await countReceipts(center.connection, approval.id));
    expect({ has, receipts }).toEqual(then);

    await center.start();
    const approver = await connectStaff(center, 'approver');
    expect(await approver.ask('broadcast:approve', approval, key)).toMatchObject({
      ok: true,
      value: { state: 'sent' },
    });
    sent.push(approval.id);
    await crowd.here();
    await crowd.heard(sent);
    await receiptsComplete(center.connection, sent, BOXES);

    await approver.get('broadcast:stop', { id: approval.id });
    sent.push(await newestMessage(center.connection));
    await crowd.heard(sent);
    await receiptsComplete(center.connection, sent, BOXES);
    approver.close();
  },
);
