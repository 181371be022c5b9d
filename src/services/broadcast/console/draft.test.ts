import { describe, expect, test } from 'vitest';
import { audienceOf, type Draft, emptyDraft, expiryOf, isComplete, percent, standingOf } from './draft.ts';

const NOW = Date.parse('2026-11-24T04:00:00.000Z');
const full: Draft = {
  ...emptyDraft('昔阳里服务中心'),
  level: 'red',
  headline: '暴雨',
  body: '不要出门。',
  audienceKind: 'community',
};

describe('a draft', () => {
  test('has neither level nor audience by default', () => {
    const draft = emptyDraft('中心');
    expect(draft.level).toBeUndefined();
    expect(audienceOf(draft)).toBeUndefined();
  });

  test.each([
    ['no level', { level: undefined }],
    ['no audience', { audienceKind: undefined }],
    ['a building without which', { audienceKind: 'building' }],
    ['a household without which', { audienceKind: 'household' }],
    ['blank words', { body: '  ' }],
  ] as const)('%s is not complete', (_, part) => {
    expect(isComplete(full)).toBe(true);
    expect(isComplete({ ...full, ...part })).toBe(false);
  });

  test('a building chosen before does not leak into another kind of audience', () => {
    expect(audienceOf({ ...full, buildingId: 'b1' })).toEqual({ kind: 'community' });
    expect(audienceOf({ ...full, audienceKind: 'building', buildingId: 'b1' })).toEqual({ kind: 'building', id: 'b1' });
  });

  test('ends the chosen hours after it is sent', () => {
    expect(expiryOf({ ...full, hours: 0.5 }, NOW)).toBe('2026-11-24T04:30:00.000Z');
  });
});

test('how a sent warning stands', () => {
  const expiresAt = '2026-11-24T04:00:01.000Z';
  expect(standingOf({ expiresAt, cancelledAt: null }, NOW)).toBe('valid');
  expect(standingOf({ expiresAt, cancelledAt: null }, NOW + 1_000)).toBe('expired');
  expect(standingOf({ expiresAt, cancelledAt: '2026-11-24T03:00:00.000Z' }, NOW)).toBe('cancelled');
});

test('only all boxes are a hundred percent', () => {
  expect(percent(999, 1_000)).toBe(99);
  expect(percent(1_000, 1_000)).toBe(100);
  expect(percent(0, 0)).toBe(0);
});
