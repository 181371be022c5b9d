import { expect, test } from 'vitest';
import { timelineOf } from './timeline.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 1, 0, second)).toISOString();
const looks = (...of: Parameters<typeof timelineOf>) =>
  timelineOf(...of).map(({ state, look, took }) => `${state} ${look}${took === undefined ? '' : ` ${took / 1_000}`}`);

test('each step with how long it took; notes between them are no steps', () => {
  const events = [
    { at: at(0), state: 'pressed' },
    { at: at(2), state: 'sent' },
    { at: at(3), state: null },
    { at: at(20), state: 'assigned' },
  ];
  expect(looks('assigned', events)).toEqual([
    'pressed done',
    'sent done 2',
    'assigned now 18',
    'answered ahead',
    'dispatched ahead',
    'arrived ahead',
    'resolved ahead',
    'closed ahead',
  ]);
});

test('a step that was passed over is not ticked off, and time runs on from the one before', () => {
  const events = [
    { at: at(0), state: 'pressed' },
    { at: at(5), state: 'assigned' },
    { at: at(65), state: 'dispatched' },
    { at: at(75), state: 'closed' },
  ];
  expect(looks('closed', events)).toEqual([
    'pressed done',
    'sent skipped',
    'assigned done 5',
    'answered skipped',
    'dispatched done 60',
    'arrived skipped',
    'resolved skipped',
    'closed done 10',
  ]);
});

test('one that was taken back has a short line', () => {
  const events = [
    { at: at(0), state: 'pressed' },
    { at: at(3), state: 'cancelled' },
  ];
  expect(looks('cancelled', events)).toEqual(['pressed done', 'cancelled now 3', 'closed ahead']);
  expect(looks('closed', [...events, { at: at(90), state: 'closed' }])).toEqual([
    'pressed done',
    'cancelled done 3',
    'closed done 87',
  ]);
});
