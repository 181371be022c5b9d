import { expect, test } from 'vitest';
import type { AlarmClocks, AlarmDetail, SosState } from '../protocol.ts';
import { timelineOf } from './timeline.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 1, 0, second)).toISOString();

/** Clocks by the second at which each was reached. */
function clocks(seconds: Partial<Record<keyof AlarmClocks, number>>): AlarmClocks {
  const of = (name: keyof AlarmClocks) => (seconds[name] === undefined ? null : at(seconds[name]));
  return {
    pressedAt: at(0),
    receivedAt: at(0),
    sentAt: of('sentAt'),
    ownedAt: of('ownedAt'),
    answeredAt: of('answeredAt'),
    dispatchedAt: of('dispatchedAt'),
    arrivedAt: of('arrivedAt'),
    resolvedAt: of('resolvedAt'),
    cancelledAt: of('cancelledAt'),
    closedAt: of('closedAt'),
  };
}

const looks = (
  state: SosState,
  seconds: Parameters<typeof clocks>[0],
  callBack: Partial<NonNullable<AlarmDetail['callBack']>> | null = null,
) =>
  timelineOf({
    state,
    clocks: clocks(seconds),
    callBack: callBack && { state: 'due', dueAt: null, at: null, by: null, words: '', ...callBack },
  }).map(({ name, look, took }) => `${name} ${look}${took === undefined ? '' : ` ${took / 1_000}`}`);

test('each step with how long it took', () => {
  expect(looks('assigned', { sentAt: 2, ownedAt: 20 })).toEqual([
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
  expect(looks('closed', { ownedAt: 5, dispatchedAt: 65, closedAt: 75 })).toEqual([
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

test('a box whose clock is ahead makes no time below zero', () => {
  const steps = timelineOf({ state: 'sent', clocks: { ...clocks({ sentAt: 2 }), pressedAt: at(9) }, callBack: null });
  expect(steps[1]?.took).toBe(0);
});

test('one that was taken back waits for the call back, and ends with it', () => {
  expect(looks('cancelled', { cancelledAt: 3 }, {})).toEqual([
    'pressed done',
    'cancelled now 3',
    'callBack ahead',
    'closed ahead',
  ]);
  expect(looks('cancelled', { cancelledAt: 3 }, { state: 'well', at: at(60) })[2]).toBe('callBack now 57');
  expect(looks('closed', { cancelledAt: 3, closedAt: 70 }, { state: 'well', at: at(60) })).toEqual([
    'pressed done',
    'cancelled done 3',
    'callBack done 57',
    'closed done 10',
  ]);
});

test('nobody answered the call back: it is a call for help with all its steps', () => {
  const steps = looks('sent', { cancelledAt: 3, sentAt: 60 }, { state: 'not-reached', at: at(60) });
  expect(steps.slice(0, 5)).toEqual([
    'pressed done',
    'cancelled done 3',
    'callBack done 57',
    'sent now 0',
    'assigned ahead',
  ]);
});
