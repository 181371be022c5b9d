import { expect, test } from 'vitest';
import { hlsConfig, tuneHls } from '../media/hls/config.ts';
import { BUILT_IN, tuningFor } from './config.ts';

const withPlayer = (player: Partial<(typeof BUILT_IN)['appSettings']['player']>) => ({
  ...BUILT_IN,
  appSettings: { ...BUILT_IN.appSettings, player: { models: [], ...player } },
});

test('a box plays as all do, but for what its model needs otherwise', () => {
  const models = [{ agent: 'Tizen', worker: false }, { agent: 'Tizen 6', bufferS: 8 }, { agent: 'WPE' }];
  const config = withPlayer({ worker: true, liveDelayS: 4, models });
  expect(tuningFor(config, 'Mozilla/5.0 (SMART-TV; Tizen 6.5)')).toEqual({ worker: false, bufferS: 8, liveDelayS: 4 });
  expect(tuningFor(config, 'Mozilla/5.0 (X11)')).toEqual({ worker: true, liveDelayS: 4 });
  expect(tuningFor(BUILT_IN, 'Tizen')).toEqual({});
});

test('the player does what the box was tuned to, and what is not said stays as it is', () => {
  const usual = hlsConfig(0);
  expect(usual).toMatchObject({ enableWorker: false, maxBufferLength: 15, liveSyncDuration: 3 });
  tuneHls({ worker: true, bufferS: 8 });
  expect(hlsConfig(0)).toEqual({ ...usual, enableWorker: true, maxBufferLength: 8, maxMaxBufferLength: 8 });
  tuneHls({});
});
