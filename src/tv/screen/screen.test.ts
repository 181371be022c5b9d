import * as v from 'valibot';
import { beforeEach, expect, test } from 'vitest';
import { Clock } from '../clock.ts';
import { fittedAt, fittedPair, linesAt } from '../fit.ts';
import type { KeyName } from '../keys.ts';
import { Link } from '../link.ts';
import { Store } from '../storage.ts';
import { lineAt } from '../theme.ts';
import { shadeAt, shiftAt } from './care.ts';
import { Combination } from './combination.ts';
import { LastHeard } from './last-heard.ts';

beforeEach(() => localStorage.clear());

const SERVICE: readonly KeyName[] = ['Up', 'Up', 'Down', 'Down', 'Enter'];

/** Presses keys, each `apart` ms after the one before; how often the settings opened. */
function opened(keys: readonly KeyName[], apart = 500): number {
  const combination = new Combination();
  return keys.filter((key, index) => combination.press(key, 1_000_000 + index * apart)).length;
}

test('only the service combination opens the settings', () => {
  expect(opened(SERVICE)).toBe(1);
  expect(opened(['Left', 'Up', ...SERVICE])).toBe(1);
  expect(opened([...SERVICE, ...SERVICE])).toBe(2);
  expect(opened(['Up', 'Up', 'Down', 'Enter'])).toBe(0);
  expect(opened(['Up', 'Down', 'Up', 'Down', 'Enter'])).toBe(0);
  expect(opened(['Emergency', 'Enter', 'Home', 'Digit0', 'Digit6'])).toBe(0);
});

test('keys that are pressed by chance over the day do not add up to it', () => {
  expect(opened(SERVICE, 3_001)).toBe(0);
});

test('the picture moves by a little each minute and comes back, so that no edge stands still', () => {
  const places = Array.from({ length: 60 }, (_, minute) => shiftAt(minute * 60_000));
  for (const [index, place] of places.entries()) {
    const next = places[index + 1];
    if (next) expect(Math.abs(next.x - place.x) + Math.abs(next.y - place.y)).toBe(4);
    expect(Math.max(Math.abs(place.x), Math.abs(place.y))).toBeLessThanOrEqual(6);
  }
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(12);
});

test('bright by day, dark by night', () => {
  expect([12, 19, 20, 22, 3, 6, 7].map(shadeAt)).toEqual([0, 0, 0.3, 0.6, 0.6, 0.3, 0]);
});

test('what the two modes keep does not mix, nor does what one forgets', () => {
  const [tv, screen] = [new Store('tv'), new Store('screen')];
  tv.write('secret', 'of the home');
  screen.write('secret', 'of the lobby');
  expect([tv, screen].map((store) => store.read('secret', v.string()))).toEqual(['of the home', 'of the lobby']);
  tv.wipe([]);
  expect([tv, screen].map((store) => store.read('secret', v.string()))).toEqual([undefined, 'of the lobby']);
  tv.write('secret', 'anew');
  screen.wipe([]);
  expect([tv, screen].map((store) => store.read('secret', v.string()))).toEqual(['anew', undefined]);
});

test('a screen that starts without a line knows how old what it shows is', () => {
  const box = () => {
    const store = new Store('screen');
    const [clock, link] = [new Clock(store), new Link()];
    return { link, clock, heard: new LastHeard({ store, clock, link }) };
  };
  const before = box();
  expect(before.heard.age).toBeUndefined();
  before.link.state = 'online';
  before.link.changed.emit('online');
  expect(before.heard.age).toBeUndefined();
  const after = box();
  after.link.state = 'offline';
  expect(after.heard.age).toBeLessThan(5_000);
});

test('words are set as large as they fit, and never cut while any size fits', () => {
  const words = '请'.repeat(60);
  const box = { w: 980, h: 520 };
  const [px, lines] = fittedAt(words, box, [84, 76, 68, 60]);
  expect(lines).toBe(linesAt(words, px, box.w));
  expect(lines * lineAt(px)).toBeLessThanOrEqual(box.h);
  const pair = fittedPair(
    { text: '题'.repeat(15), sizes: [112, 88, 66, 60] },
    { text: words, sizes: [84, 68, 60] },
    { ...box, gap: 18 },
  );
  const heightOf = (text: string, size: number) => linesAt(text, size, box.w) * lineAt(size);
  expect(heightOf('题'.repeat(15), pair.titlePx) + 18 + heightOf(words, pair.textPx)).toBeLessThanOrEqual(box.h);
  expect(pair.titlePx).toBeGreaterThanOrEqual(pair.textPx);
});
