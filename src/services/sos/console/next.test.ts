import { expect, test } from 'vitest';
import { newId } from '../../../protocol/ids.ts';
import type { AlarmDetail, SosState } from '../protocol.ts';
import { nextFor } from './next.ts';

const [me, other] = [newId(), newId()];
const ownedBy = (id: string, unseen = false) => ({ id, name: '赵值班', online: true, unseen });
const next = (
  state: SosState,
  owner: AlarmDetail['owner'],
  more: Partial<Pick<AlarmDetail, 'callBack' | 'mayTakeOver'>> = {},
) => nextFor({ state, owner, callBack: null, mayTakeOver: false, ...more }, me);

test.each([
  ['assigned', 'answered', ['dispatched', 'arrived', 'resolved']],
  ['answered', 'dispatched', ['arrived', 'resolved']],
  ['dispatched', 'arrived', ['resolved']],
  ['arrived', 'resolved', []],
] as const)('mine and %s: next is %s, and %j may be gone to at once', (state, to, later) => {
  expect(next(state, ownedBy(me))).toEqual({ kind: 'advance', to, later });
});

test("nobody's is to be taken, for help or for the call back", () => {
  expect(next('pressed', null)).toEqual({ kind: 'take', toCallBack: false });
  expect(next('sent', null)).toEqual({ kind: 'take', toCallBack: false });
  expect(next('cancelled', null)).toEqual({ kind: 'take', toCallBack: true });
});

test('what was handed to me is looked at before anything else', () => {
  expect(next('dispatched', ownedBy(me, true))).toEqual({ kind: 'look' });
});

test('one taken back is closed only after the call back', () => {
  const callBack = { state: 'due', dueAt: null, at: null, by: null, words: '' } as const;
  expect(next('cancelled', ownedBy(me), { callBack })).toEqual({ kind: 'callBack' });
  expect(next('cancelled', ownedBy(me), { callBack: { ...callBack, state: 'well' } })).toEqual({ kind: 'close' });
});

test('resolved is closed next, and what is closed is over, whoever owned it', () => {
  expect(next('resolved', ownedBy(me))).toEqual({ kind: 'close' });
  expect(next('closed', ownedBy(other))).toEqual({ kind: 'over' });
});

test("another officer's may be taken over only where the center says so", () => {
  expect(next('answered', ownedBy(other), { mayTakeOver: true })).toEqual({
    kind: 'theirs',
    owner: ownedBy(other),
    mayTakeOver: true,
  });
});
