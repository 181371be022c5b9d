import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectBox, startTestCenter, type TestCenter } from '../../testing/harness.ts';

let center: TestCenter;
beforeAll(async () => {
  center = await startTestCenter();
});
afterAll(() => center.stop());

test('tv answers a box', async () => {
  const box = await connectBox(center);
  expect(await box.raw({ name: 'tv:overview', input: {} })).toMatchObject({ ok: true });
  box.close();
});
