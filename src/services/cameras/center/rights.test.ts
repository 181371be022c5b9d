import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rights } from '../protocol.ts';
import { mayLook, type Viewer } from './rights.ts';

const NOBODY: Rights = { everyone: false, buildings: [], households: [], families: [], roles: [] };
const home: Viewer = { kind: 'box', householdId: 'h1', buildingId: 'b1' };
const relative: Viewer = { kind: 'relative', householdId: 'h1' };
const officer: Viewer = { kind: 'staff', roles: ['officer'] };

test('a relative looks where a guest of their household is, and nowhere else', () => {
  const opens = (rights: Partial<Rights>) => mayLook({ ...NOBODY, ...rights }, relative);
  expect(opens({ families: ['h1'] })).toBe(true);
  expect(opens({ everyone: true, buildings: ['b1'], households: ['h1'], families: ['h2'], roles: ['officer'] })).toBe(
    false,
  );
});

test('rights only add: none takes another away, and no rights open to nobody', () => {
  const ids = fc.subarray(['h1', 'h2', 'b1', 'b2']);
  const roles = fc.subarray(['officer', 'admin'] as const);
  const any = fc.record({
    everyone: fc.boolean(),
    ...{ buildings: ids, households: ids, families: ids, roles: roles.map((some) => [...some]) },
  });
  const viewers = fc.constantFrom<Viewer>(home, relative, officer);
  fc.assert(
    fc.property(any, any, viewers, (one, other, viewer) => {
      const both: Rights = {
        everyone: one.everyone || other.everyone,
        buildings: [...one.buildings, ...other.buildings],
        households: [...one.households, ...other.households],
        families: [...one.families, ...other.families],
        roles: [...one.roles, ...other.roles],
      };
      expect(mayLook(both, viewer)).toBe(mayLook(one, viewer) || mayLook(other, viewer));
      expect(mayLook(NOBODY, viewer)).toBe(false);
    }),
  );
});
