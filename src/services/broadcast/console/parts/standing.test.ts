import { expect, test } from 'vitest';
import type { Level, Message, MessageState } from '../../protocol.ts';
import { contentOf, deedOf } from './content.ts';
import { message } from './message.fixture.ts';
import { draftsOf, percent, sentOf, standingOf, waitingOf } from './standing.ts';

const NOW = Date.parse('2026-11-24T04:00:00.000Z');

const ids = (messages: readonly Message[]) => messages.map(({ id }) => id);

test('how a sent broadcast stands', () => {
  const stands = (state: MessageState, expiresAt: string) => standingOf({ state, expiresAt }, NOW);
  expect(stands('sent', '2026-11-24T04:00:01.000Z')).toBe('valid');
  expect(stands('sent', '2026-11-24T04:00:00.000Z')).toBe('expired');
  expect(stands('stopped', '2026-11-24T04:00:01.000Z')).toBe('stopped');
  expect(stands('replaced', '2026-11-24T03:00:00.000Z')).toBe('replaced');
});

test('what is on screens comes first, and no drill among what was for real', () => {
  const sent = (id: string, sentAt: string, until: string, drill = false) =>
    message(id, { state: 'sent', sentAt, expiresAt: until }, { drill });
  const all = [
    message('unsent', {}),
    sent('over', '2026-11-24T03:30:00.000Z', '2026-11-24T03:59:00.000Z'),
    sent('old', '2026-11-24T02:00:00.000Z', '2026-11-24T05:00:00.000Z'),
    sent('new', '2026-11-24T03:00:00.000Z', '2026-11-24T05:00:00.000Z'),
    sent('drill', '2026-11-24T03:00:00.000Z', '2026-11-24T05:00:00.000Z', true),
  ];
  expect(ids(sentOf(all, false, NOW))).toEqual(['new', 'old', 'over']);
  expect(ids(sentOf(all, true, NOW))).toEqual(['drill']);
});

test('a returned draft is its author’s again; others’ stand apart', () => {
  const all = [
    message('a', { savedAt: '2026-11-24T01:00:00.000Z' }),
    message('b', { state: 'returned', savedAt: '2026-11-24T02:00:00.000Z' }),
    message('c', { authorId: 'you' }),
    message('source', { authorId: null }),
    message('w', { state: 'waiting' }),
    message('drill', {}, { drill: true }),
  ];
  const { mine, others } = draftsOf(all, false, 'me');
  expect([ids(mine), ids(others)]).toEqual([
    ['b', 'a'],
    ['c', 'source'],
  ]);
});

test('of what waits the red comes first, then the longest waiting', () => {
  const waits = (id: string, level: Level, savedAt: string) => message(id, { state: 'waiting', savedAt }, { level });
  const all = [
    waits('orange', 'orange', '2026-11-24T01:00:00.000Z'),
    waits('late', 'red', '2026-11-24T03:00:00.000Z'),
    waits('early', 'red', '2026-11-24T02:00:00.000Z'),
  ];
  expect(ids(waitingOf(all))).toEqual(['early', 'late', 'orange']);
});

test('only all boxes are a hundred percent', () => {
  expect(percent(999, 1_000)).toBe(99);
  expect(percent(1_000, 1_000)).toBe(100);
  expect(percent(0, 0)).toBe(0);
});

test('a text that is no content is not shown as one', () => {
  expect(contentOf({ content: null })).toBeUndefined();
  expect(contentOf({ content: '{' })).toBeUndefined();
  expect(contentOf({ content: '{"v":1}' })).toBeUndefined();
});

test.each([
  ['red', false, false, 'submit'],
  ['red', false, true, 'submit'],
  ['orange', false, false, 'submit'],
  ['orange', false, true, 'send'],
  ['yellow', false, false, 'send'],
  ['red', true, false, 'send'],
] as const)('%s, drill %s, from a template %s: %s', (level, drill, fromTemplate, deed) => {
  const content = { level, drill, kind: 'alert' } as Parameters<typeof deedOf>[0];
  expect(deedOf(content, fromTemplate)).toBe(deed);
});
