import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CallDeed, DESK, type Doer, endOf, type Stand, sideOf, step } from './rules.ts';

const home: Doer = { keys: ['household:1'], end: 'tv' };
const bedroom: Doer = { keys: ['household:1'], end: 'tv2' };
const daughter: Doer = { keys: ['relative:1'], end: 'phone' };
const officer: Doer = { keys: ['staff:1', DESK], end: 'console' };
const colleague: Doer = { keys: ['staff:2', DESK], end: 'console2' };
const everybody = [home, bedroom, daughter, officer, colleague];

function ringing(part: Partial<Stand> = {}): Stand {
  const parties = { caller: 'household:1', callee: 'relative:1', answerer: null, callerEnd: 'tv', calleeEnd: null };
  const videos = { callerVideo: true, calleeVideo: false };
  return { state: 'ringing', outcome: null, ...parties, ...videos, handedOver: false, ...part };
}

/** The call after deeds that must all be possible. */
function after(call: Stand, ...deeds: CallDeed[]): Stand {
  return deeds.reduce<Stand>((now, deed) => {
    const next = step(now, deed);
    if (typeof next === 'string') throw new Error(`${deed.kind}: ${next}`);
    return next;
  }, call);
}

const answer = (by: Doer, video = true): CallDeed => ({ kind: 'answer', by, video });
const hangUp = (by: Doer, lost = false): CallDeed => ({ kind: 'hangUp', by, lost });
const hold = (by: Doer, on: boolean): CallDeed => ({ kind: 'hold', by, on });

test.each<[string, CallDeed[], Partial<Stand>]>([
  ['answered and hung up', [answer(daughter), hangUp(home)], { outcome: 'answered', calleeEnd: 'phone' }],
  ['refused', [{ kind: 'refuse', by: daughter }], { outcome: 'refused' }],
  ['hung up by the callee while it rings', [hangUp(daughter)], { outcome: 'refused' }],
  ['nobody answers', [{ kind: 'ringOver' }], { outcome: 'missed' }],
  ['taken back', [hangUp(home)], { outcome: 'cancelled' }],
  ['taken back at another box of the home', [hangUp(bedroom)], { outcome: 'cancelled' }],
  ['no way between them', [answer(daughter), hangUp(daughter, true)], { outcome: 'lost' }],
  ['both silent', [answer(daughter), { kind: 'silent' }], { outcome: 'lost' }],
  ['pushed aside while it rings', [{ kind: 'displace' }], { outcome: 'missed' }],
  ['pushed aside while they talk', [answer(daughter), { kind: 'displace' }], { outcome: 'answered' }],
])('%s', (_, deeds, end) => {
  expect(after(ringing(), ...deeds)).toMatchObject({ state: 'ended', ...end });
});

test('of two boxes the first to answer has the call, and its retry is the same answer', () => {
  const toHome = ringing({ caller: 'relative:1', callerEnd: 'phone', callee: 'household:1' });
  const answered = after(toHome, answer(home));
  expect(step(answered, answer(bedroom))).toBe('conflict');
  expect(step(answered, answer(home))).toBe(answered);
  expect(endOf(answered, bedroom)).toBeUndefined();
});

test('of the desk one member of staff answers, and is the callee from then on', () => {
  const answered = after(ringing({ callee: DESK }), answer(officer));
  expect(sideOf(answered, officer.keys)).toBe('callee');
  expect(sideOf(answered, colleague.keys)).toBeUndefined();
  expect(step(answered, answer(colleague))).toBe('conflict');
  expect(step(answered, hangUp(colleague))).toBe('forbidden');
});

test('held and taken back; only by the end that talks', () => {
  const talking = after(ringing({ callee: DESK }), answer(officer));
  const held = after(talking, hold(officer, true));
  expect(held.state).toBe('held');
  expect(after(held, hold(officer, true))).toEqual(held);
  expect(after(held, hold(officer, false))).toEqual(talking);
  expect(step(talking, hold(colleague, true))).toBe('forbidden');
  expect(step(ringing({ caller: 'staff:1', callerEnd: 'console' }), hold(officer, true))).toBe('conflict');
});

test('handed over: who stays is the caller now, and a colleague who does not take it leaves it to the desk', () => {
  const called = after(
    ringing({ caller: 'staff:1', callerEnd: 'console', callee: 'household:1' }),
    answer(home, false),
    { kind: 'handOver', by: officer, to: 'staff:2' },
  );
  expect(called).toMatchObject({ state: 'ringing', caller: 'household:1', callerEnd: 'tv', callee: 'staff:2' });
  expect(step(called, answer(officer))).toBe('forbidden');
  expect(after(called, answer(colleague))).toMatchObject({ state: 'talking', answerer: 'staff:2' });
  const atDesk = after(called, { kind: 'ringOver' });
  expect(atDesk).toMatchObject({ state: 'ringing', callee: DESK });
  expect(after(atDesk, { kind: 'ringOver' })).toMatchObject({ state: 'ended', outcome: 'missed' });
  expect(after(called, hangUp(home))).toMatchObject({ state: 'ended', outcome: 'answered' });
});

test('strangers do nothing', () => {
  const call = ringing();
  for (const deed of [answer(officer), hangUp(officer), hold(officer, true)])
    expect(step(call, deed)).toBe('forbidden');
  expect(step(call, answer(home))).toBe('forbidden');
});

const doer = fc.constantFrom(...everybody);
const flag = fc.boolean();
const someDeed: fc.Arbitrary<CallDeed> = fc.oneof(
  fc.record({ kind: fc.constant('answer' as const), by: doer, video: flag }),
  fc.record({ kind: fc.constant('refuse' as const), by: doer }),
  fc.record({ kind: fc.constant('hangUp' as const), by: doer, lost: flag }),
  fc.record({ kind: fc.constant('hold' as const), by: doer, on: flag }),
  fc.record({ kind: fc.constant('picture' as const), by: doer, video: flag }),
  fc.record({ kind: fc.constant('handOver' as const), by: doer, to: fc.constantFrom('staff:1', 'staff:2') }),
  fc.record({ kind: fc.constantFrom('ringOver' as const, 'silent' as const, 'displace' as const) }),
);
const pairs = [
  ['household:1', 'tv', 'relative:1'],
  ['relative:1', 'phone', 'household:1'],
  ['household:1', 'tv', DESK],
  ['staff:1', 'console', 'household:1'],
] as const;
const someCall = fc.constantFrom(...pairs).map(([caller, callerEnd, callee]) => ringing({ caller, callerEnd, callee }));

test('whatever is asked in whatever order: one answer, no end without a reason, and ended stays ended', () => {
  fc.assert(
    fc.property(someCall, fc.array(someDeed, { maxLength: 25 }), (start, some) => {
      let call = start;
      for (const deed of some) {
        const next = step(call, deed);
        if (typeof next === 'string') continue;
        if (call.state === 'ended') expect(next).toEqual(call);
        // An end that has the call loses it only by its end or by being handed over.
        if (call.calleeEnd !== null && next.calleeEnd !== call.calleeEnd) expect(deed.kind).toBe('handOver');
        expect(next.outcome === null).toBe(next.state !== 'ended');
        if (next.state === 'talking' || next.state === 'held') {
          expect(next.calleeEnd).not.toBeNull();
          expect(next.answerer).not.toBeNull();
          expect(next.caller).not.toBe(next.answerer);
          expect(next.callerEnd).not.toBe(next.calleeEnd);
        }
        expect(everybody.filter((by) => endOf(next, by)).length).toBeLessThanOrEqual(2);
        call = next;
      }
      // Time alone ends it, whatever state it was left in.
      for (const kind of ['ringOver', 'ringOver', 'silent'] as const) {
        const next = step(call, { kind });
        if (typeof next !== 'string') call = next;
      }
      expect(call.state).toBe('ended');
    }),
    { numRuns: 1_000 },
  );
});
