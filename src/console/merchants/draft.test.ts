import { expect, test } from 'vitest';
import { CATALOGUE, type CatalogueId } from '../../protocol/catalogue.ts';
import { ALWAYS_ON, READY_PROFILES, type ReadyProfile } from '../../protocol/contracts/profile.ts';
import { moved, readyProfile, shelfMoved, shelvesOf, toggled } from './draft.ts';

const OFFERED: CatalogueId[] = ['sos', 'broadcast', 'cameras', 'meals', 'tv', 'call', 'classes'];

test('a service moves within its shelf, and no further', () => {
  expect(moved(OFFERED, 'classes', -1).slice(-3)).toEqual(['tv', 'classes', 'call']);
  expect(moved(OFFERED, 'tv', -1)).toEqual(OFFERED);
  expect(moved(OFFERED, 'classes', 1)).toEqual(OFFERED);
});

test('a shelf moves with all that is on it, and its services keep their order', () => {
  expect(shelfMoved(OFFERED, 'enjoy', -1)).toEqual(['sos', 'broadcast', 'cameras', 'tv', 'call', 'classes', 'meals']);
  expect(shelfMoved(OFFERED, 'safety', -1)).toEqual(OFFERED);
  expect(shelfMoved(OFFERED, 'enjoy', 1)).toEqual(OFFERED);
});

test('what is switched off stays to be seen, and comes back as the last of its shelf', () => {
  const without = toggled(OFFERED, 'tv');
  expect(shelvesOf(without, OFFERED).find(({ shelf }) => shelf === 'enjoy')).toMatchObject({
    on: ['call', 'classes'],
    off: ['tv'],
  });
  expect(toggled(without, 'tv').slice(-3)).toEqual(['call', 'classes', 'tv']);
});

test.each(ALWAYS_ON)('%s cannot be switched off', (id) => {
  expect(toggled(OFFERED, id)).toEqual(OFFERED);
});

test.each(Object.keys(READY_PROFILES) as ReadyProfile[])('the ready profile %s is one that can be saved', (name) => {
  const all = readyProfile(
    name,
    CATALOGUE.map((entry) => entry.id),
  );
  expect(all).toHaveLength(READY_PROFILES[name].length);
  expect(new Set(all).size).toBe(all.length);
  for (const id of ALWAYS_ON) expect(all).toContain(id);
});
