import { expect, test } from 'vitest';
import { stepsAhead } from './steps.ts';

test.each([
  ['pressed', []],
  ['sent', []],
  ['assigned', ['answered', 'dispatched', 'arrived', 'resolved']],
  ['answered', ['dispatched', 'arrived', 'resolved']],
  ['arrived', ['resolved']],
  ['resolved', []],
  ['closed', []],
  ['cancelled', []],
] as const)('after %s an officer may say %j', (state, steps) => {
  expect(stepsAhead(state)).toEqual(steps);
});
