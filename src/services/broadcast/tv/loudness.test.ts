import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BUILT_IN } from '../../../tv/config.ts';
import { Platform } from '../../../tv/platform.ts';
import { Store } from '../../../tv/storage.ts';
import { LoudnessFloor } from './loudness.ts';

/** What the operator's firmware offers. */
let box: { level: number; muted: boolean };

beforeEach(() => {
  localStorage.clear();
  box = { level: 20, muted: true };
  vi.stubGlobal('xiyangliBox', {
    getVolume: () => box.level,
    setVolume: async (level: number) => void Object.assign(box, { level }),
    getMute: async () => box.muted,
    setMute: (muted: boolean) => void Object.assign(box, { muted }),
  });
});
afterEach(() => vi.unstubAllGlobals());

const floor = () => new LoudnessFloor({ store: new Store(), platform: new Platform(), config: BUILT_IN });

test('as loud as the floor while a red warning stands, and then as it was', async () => {
  const loudness = floor();
  await loudness.raise();
  expect(box).toEqual({ level: 60, muted: false });
  await loudness.raise();
  await loudness.restore();
  expect(box).toEqual({ level: 20, muted: true });
});

test('what is loud enough stays', async () => {
  box = { level: 80, muted: false };
  const loudness = floor();
  await loudness.raise();
  expect(box).toEqual({ level: 80, muted: false });
  await loudness.restore();
  expect(box).toEqual({ level: 80, muted: false });
});

test('muted but loud enough: heard, and muted again', async () => {
  box = { level: 80, muted: true };
  const loudness = floor();
  await loudness.raise();
  expect(box).toEqual({ level: 80, muted: false });
  await loudness.restore();
  expect(box).toEqual({ level: 80, muted: true });
});

test('what somebody set with the remote meanwhile stays', async () => {
  const loudness = floor();
  await loudness.raise();
  box.level = 35;
  await loudness.restore();
  expect(box).toEqual({ level: 35, muted: false });
});

test('the power is cut while it is loud: after the start it is as it was', async () => {
  await floor().raise();
  expect(box.level).toBe(60);
  await floor().restore();
  expect(box).toEqual({ level: 20, muted: true });
});

test('it goes in the moment in which it comes: as it was in the end', async () => {
  const loudness = floor();
  void loudness.raise();
  await loudness.restore();
  expect(box).toEqual({ level: 20, muted: true });
});

test.each([
  ['no bridge', undefined],
  ['a bridge that is none', 7],
  ['a bridge without functions', {}],
  [
    'one that throws',
    {
      getVolume: () => {
        throw new Error('broken');
      },
    },
  ],
  ['one that talks nonsense', { getVolume: () => 'loud' }],
  ['one that says too much', { getVolume: () => 1_000 }],
])('%s: nothing happens', async (_, bridge) => {
  vi.stubGlobal('xiyangliBox', bridge);
  const loudness = floor();
  await loudness.raise();
  await loudness.restore();
  expect(localStorage.length).toBe(0);
});

test('a bridge that never answers holds nothing up for long', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('xiyangliBox', { getVolume: () => new Promise(() => undefined) });
  const raised = floor().raise();
  await vi.advanceTimersByTimeAsync(3_000);
  await raised;
  vi.useRealTimers();
});
