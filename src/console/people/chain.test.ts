import { expect, test } from 'vitest';
import { DEFAULT_CHAIN } from '../../protocol/contracts/responders.ts';
import { chainOf, draftOf } from './chain.ts';

test('the usual chain comes out of a form as it went in', () => {
  const chain = chainOf(draftOf(DEFAULT_CHAIN, DEFAULT_CHAIN));
  expect(chain).toEqual(expect.arrayContaining([...DEFAULT_CHAIN]));
  expect(chain?.map(({ afterS }) => afterS)).toEqual([0, 0, 60, 180]);
});

test('the seconds make the order', () => {
  const draft = draftOf(DEFAULT_CHAIN, DEFAULT_CHAIN);
  const chain = chainOf({ ...draft, family: { told: true, afterS: 120 }, supervisor: { told: true, afterS: 30 } });
  expect(chain?.map(({ who }) => who)).toEqual(['officer', 'supervisor', 'grid', 'family']);
});

test('who is not told has the usual seconds, for when they are put in again', () => {
  const draft = draftOf([{ who: 'family', afterS: 20 }], DEFAULT_CHAIN);
  expect(draft).toMatchObject({ family: { told: true, afterS: 20 }, grid: { told: false, afterS: 60 } });
  expect(chainOf(draft)).toEqual([{ who: 'family', afterS: 20 }]);
});

test('nobody at all, or a field left empty, is no chain', () => {
  const draft = draftOf([], DEFAULT_CHAIN);
  expect(chainOf(draft)).toBeUndefined();
  expect(chainOf({ ...draft, grid: { told: true, afterS: null } })).toBeUndefined();
});
