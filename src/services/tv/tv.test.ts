import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Programme } from './protocol.ts';
import { Entry } from './tv/entry.ts';
import { piecesIn, windowStart } from './tv/guide-window.ts';

describe('a number is typed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function typing() {
    const entry = new Entry();
    const chosen: number[] = [];
    entry.chosen.on((number) => chosen.push(number));
    return { entry, chosen };
  }

  test('it is taken when no more digits come, at the third digit, or by OK', () => {
    const { entry, chosen } = typing();
    entry.press(1);
    vi.advanceTimersByTime(1_000);
    entry.press(2);
    expect([entry.text, chosen]).toEqual(['12', []]);
    vi.advanceTimersByTime(2_000);
    expect([entry.text, chosen]).toEqual(['', [12]]);
    for (const digit of [0, 0, 7]) entry.press(digit);
    entry.press(4);
    expect(entry.finish()).toBe(true);
    expect(chosen).toEqual([12, 7, 4]);
    expect(entry.finish()).toBe(false);
  });

  test('another key drops it', () => {
    const { entry, chosen } = typing();
    entry.press(5);
    entry.drop();
    vi.advanceTimersByTime(5_000);
    expect([entry.text, chosen]).toEqual(['', []]);
  });
});

test('the guide shows what touches its window, cut to it', () => {
  const start = windowStart(Date.parse('2026-11-24T08:44:00Z'));
  expect(new Date(start).toISOString()).toBe('2026-11-24T08:30:00.000Z');
  const on = (channelId: string, from: string, to: string): Programme => ({
    channelId,
    title: from,
    startsAt: `2026-11-24T${from}:00.000Z`,
    endsAt: `2026-11-24T${to}:00.000Z`,
  });
  const programmes = [
    on('a', '07:00', '08:30'),
    on('a', '08:00', '09:00'),
    on('b', '08:30', '09:30'),
    on('a', '09:30', '11:30'),
    on('a', '10:30', '12:00'),
  ];
  const pieces = piecesIn(programmes, 'a', start, 2 * 3_600_000);
  expect(pieces.map(({ programme, from, to }) => [programme.title, from, to])).toEqual([
    ['08:00', 0, 0.25],
    ['09:30', 0.5, 1],
  ]);
});
