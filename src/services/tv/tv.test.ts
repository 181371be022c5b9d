import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Signal } from '../../tv/signal.ts';
import { Store } from '../../tv/storage.ts';
import type { Programme } from './protocol.ts';
import { Entry } from './tv/entry.ts';
import { piecesIn, windowStart } from './tv/guide-window.ts';
import { comesBack, followNewOrigins } from './tv/new-origins.ts';

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

describe('a list names a new origin while the box is on', () => {
  function box() {
    localStorage.clear();
    const store = new Store();
    const layers = { top: undefined as unknown, changed: new Signal() };
    const page = new EventTarget();
    let starts = 0;
    const parts = { store, layers, clock: { now: () => Date.parse('2026-11-24T08:00:00Z') } };
    followNewOrigins(parts as unknown as Parameters<typeof followNewOrigins>[0], page, () => {
      starts += 1;
    });
    const forbid = (effectiveDirective: string, blockedURI: string) =>
      page.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { effectiveDirective, blockedURI }));
    return { store, layers, forbid, starts: () => starts };
  }

  test('its forbidden picture loads the app again, once, and television comes back', () => {
    const { store, forbid, starts } = box();
    forbid('img-src', 'http://ads.example/a.png');
    expect([starts(), comesBack({ store })]).toEqual([0, false]);
    forbid('connect-src', 'http://cdn.example:8080/tj/index.m3u8');
    expect(starts()).toBe(1);
    expect([comesBack({ store }), comesBack({ store })]).toEqual([true, false]);
    forbid('connect-src', 'http://cdn.example:8080/tj/index.m3u8');
    expect(starts()).toBe(1);
    forbid('media-src', 'http://other.example/b.mp4');
    expect(starts()).toBe(2);
  });

  test('not under a call or a warning: when that has gone', () => {
    const { layers, forbid, starts } = box();
    layers.top = {};
    forbid('connect-src', 'http://cdn.example/index.m3u8');
    expect(starts()).toBe(0);
    layers.top = undefined;
    layers.changed.emit();
    expect(starts()).toBe(1);
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
