import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CenterProcess, startCenterProcess } from '../src/testing/center-process.ts';
import { connectBox, connectStaff, enrolBox } from '../src/testing/harness.ts';

const TICKET_AFTER_S = 5;

let center: CenterProcess;

beforeAll(async () => {
  center = await startCenterProcess({ BOX_TICKET_AFTER_S: String(TICKET_AFTER_S) });
}, 60_000);
afterAll(() => center.stop(), 60_000);

const sleep = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1_000));

/** All tickets of the watch, as the desk sees them. */
async function tickets() {
  const officer = await connectStaff(center, 'officer');
  const { items } = await officer.get('desk:queue', {});
  officer.close();
  return items.filter((item) => item.service === 'watch');
}

test('killed for longer than a ticket takes: none for boxes that come back, one for the box that does not', async () => {
  const first = await connectBox(center);
  const steady = await enrolBox(center, '2门101');
  const lost = await enrolBox(center, '1门502');
  // All of it has been written down.
  await sleep(2);
  await center.kill();
  for (const box of [first, steady, lost]) box.close();
  await sleep(TICKET_AFTER_S + 1);
  await center.start();
  expect(await tickets()).toEqual([]);
  // Boxes come back when it is their turn in the window, not at once.
  await sleep(3);
  const back = [
    await connectBox(center, { secret: first.secret }),
    await connectBox(center, { secret: steady.secret }),
  ];

  let seen = await tickets();
  for (let tries = 0; seen.length === 0 && tries < 60; tries++) {
    await sleep(0.5);
    seen = await tickets();
  }
  expect(seen).toMatchObject([{ where: '1号楼 1门502', state: 'open' }]);
  await sleep(TICKET_AFTER_S);
  expect(await tickets()).toHaveLength(1);

  back.push(await connectBox(center, { secret: lost.secret }));
  for (let tries = 0; !seen[0]?.closed && tries < 20; tries++) {
    await sleep(0.5);
    seen = await tickets();
  }
  expect(seen).toMatchObject([{ state: 'done', closed: true }]);
  for (const box of back) box.close();
}, 90_000);
