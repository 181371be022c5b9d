import { expect, test } from 'vitest';
import { alarmIn, segments } from './route.ts';

test.each([
  ['', [], undefined],
  ['#/queue', ['queue'], undefined],
  ['#/people/households/1?alarm=2', ['people', 'households', '1'], '2'],
  ['#/queue?alarm=', ['queue'], undefined],
  ['#/queue?other=1', ['queue'], undefined],
] as const)('%s is a page, and an alarm over it', (hash, path, alarm) => {
  expect(segments(hash)).toEqual(path);
  expect(alarmIn(hash)).toBe(alarm);
});
