import * as v from 'valibot';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Store } from './storage.ts';

/** From now on nothing more fits onto the disk; what is on it can still be read. */
function fillDisk(): void {
  const disk = localStorage;
  const setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => disk.getItem(name),
    setItem,
    removeItem: () => undefined,
  });
}

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

test('a value outlives the store that wrote it', () => {
  new Store().write('a', { n: 1 });
  expect(new Store().read('a', v.object({ n: v.number() }))).toEqual({ n: 1 });
});

test('a value of another shape, or broken, is none', () => {
  new Store().write('a', { n: 'one' });
  localStorage.setItem('xiyangli.b', '{');
  expect(new Store().read('a', v.object({ n: v.number() }))).toBeUndefined();
  expect(new Store().read('b', v.unknown())).toBeUndefined();
});

test('a full disk keeps the value in memory, and says so', () => {
  fillDisk();
  const store = new Store();
  expect(store.write('a', 1)).toBe(false);
  expect(store.read('a', v.number())).toBe(1);
});

test('a newer value in memory is not hidden by an older one on disk, nor an older in memory by a newer on disk', () => {
  const store = new Store();
  store.write('a', 1);
  fillDisk();
  store.write('a', 2);
  expect(store.read('a', v.number())).toBe(2);
  vi.unstubAllGlobals();
  store.write('a', 3);
  expect(store.read('a', v.number())).toBe(3);
});

test('wiping spares what is named, and what is not ours', () => {
  localStorage.setItem('other', 'x');
  const store = new Store();
  store.write('a', 1);
  store.write('settings', 2);
  store.wipe(['settings']);
  expect(store.read('a', v.number())).toBeUndefined();
  expect(store.read('settings', v.number())).toBe(2);
  expect(localStorage.getItem('other')).toBe('x');
});
