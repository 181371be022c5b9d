import { expect, test } from 'vitest';
import { overBudget, weigh } from '../scripts/build/budget.ts';
import type { Manifest } from '../scripts/build/manifest.ts';

const meals = '../services/meals/tv/menu-page.ts';
const build: Manifest = {
  'index.html': { file: 'index.js', isEntry: true, imports: ['_kit.js'] },
  '_kit.js': { file: 'kit.js' },
  'pages/keys.ts': { file: 'keys.js', src: 'pages/keys.ts', isDynamicEntry: true, imports: ['_kit.js'] },
  'pages/settings.ts': { file: 'settings.js', src: 'pages/settings.ts', isDynamicEntry: true, imports: ['_kit.js'] },
  [meals]: { file: 'menu.js', src: meals, isDynamicEntry: true, imports: ['_kit.js', '_list.js'] },
  '_list.js': { file: 'list.js' },
  '../media/hls.ts': { file: 'hls.js', src: '../media/hls.ts', isDynamicEntry: true, imports: ['_kit.js'] },
};
const sizes: Record<string, number> = {
  'index.js': 100,
  'kit.js': 50,
  'keys.js': 3,
  'settings.js': 10,
  'menu.js': 20,
  'list.js': 5,
  'hls.js': 70,
};
const weights = weigh(build, (file) => sizes[file] ?? 0);

test('the first screen is the entry and the pages of the house; settings and services are what their pages add', () => {
  expect(weights.firstScreen).toBe(153);
  expect(weights.settings).toBe(10);
  expect(weights.media).toBe(70);
  expect([...weights.services]).toEqual([['meals', 25]]);
});

test('what is within the budget is let through', () => {
  expect(overBudget(weights, { firstScreen: 153, settings: 10, service: 25, media: 70 }, ['meals'])).toEqual([]);
});

test('a first screen, the settings, the media kit, and a service over the budget are named', () => {
  const faults = overBudget(weights, { firstScreen: 152, settings: 9, service: 24, media: 69 }, ['meals']);
  const named = ['first screen', 'settings', 'media kit', 'meals'];
  expect(faults).toEqual(named.map((name) => expect.stringContaining(name)));
});

test('a service whose pages were packed into the entry is named', () => {
  expect(overBudget(weights, { firstScreen: 153, settings: 10, service: 25, media: 70 }, ['meals', 'sos'])).toEqual([
    expect.stringContaining('sos has no chunk of its own'),
  ]);
});
