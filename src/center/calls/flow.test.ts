import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CallView, SILENT_MS, type Signal } from '../../protocol/contracts/calls.ts';
import { newId } from '../../protocol/ids.ts';
import {
  type Client,
  connectBox,
  connectRelative,
  connectStaff,
  startTestCenter,
  type TestBox,
  type TestCenter,
  type TestRelative,
  until,
} from '../../testing/harness.ts';

let center: TestCenter;
let box: TestBox;
let bedroom: TestBox;
let daughter: TestRelative;
let officer: Client;
let householdId: string;

beforeAll(async () => {
  center = await startTestCenter({
    ...{ TURN_URLS: 'turn:127.0.0.1:3478', TURN_SECRET: 'a-secret-of-the-tests' },
    CALL_RING_S: String(RING_S),
  });
  box = await connectBox(center);
  bedroom = await connectBox(center, { secret: box.secret });
  daughter = await connectRelative(center, box);
  officer = await connectStaff(center, 'officer');
  householdId = (await box.get('box:home', {})).household.id;
});
afterAll(async () => {
  for (const client of [box, bedroom, daughter, officer]) client.close();
  await center.stop();
});

/** Longer than is the default. */
const RING_S = 60;
const offer: Signal = { description: { type: 'offer', sdp: 'v=0' } };
const candidate = (n: number): Signal => ({ candidate: { candidate: `candidate:${n}`, sdpMid: '0' } });
const home = () => ({ kind: 'household' as const, id: householdId });
const phone = () => ({ kind: 'relative' as const, id: daughter.relativeId });
const desk = { kind: 'desk' } as const;

interface Wanted {
  callId: string;
  end: string;
}
interface Press {
  kind: 'dial' | 'answer' | 'refuse' | 'hangUp';
  who: number;
}
const newCall = (): Wanted => ({ callId: newId(), end: newId() });
const dial = (from: Client, to: Parameters<typeof box.get<'calls:dial'>>[1]['to'], call: Wanted) =>
  from.get('calls:dial', { ...call, to, video: true, offer });

const told = <T>(client: Client, name: string, is: (body: T) => boolean) =>
  until(`${name} is told`, () => client.pushes.find((push) => push.name === name && is(push.body as T))?.body as T);
const rings = (client: Client, id: string) =>
  told<{ call: CallView; offer: Signal }>(client, 'calls:ringing', ({ call }) => call.id === id);
const isNow = (client: Client, id: string, part: Partial<CallView>) =>
  told<CallView>(client, 'calls:changed', (call) => {
    return call.id === id && Object.entries(part).every(([key, value]) => call[key as keyof CallView] === value);
  });

test('a call rings at all boxes with its offer, the first answer wins, and both talk until one hangs up', async () => {
  const call = newCall();
  expect(await dial(daughter, home(), call)).toMatchObject({ state: 'ringing', callee: { name: '张爷爷、王奶奶' } });
  expect(await rings(box, call.callId)).toMatchObject({ offer, call: { caller: { name: '女儿 王丽' } } });
  await rings(bedroom, call.callId);
  await daughter.get('calls:signal', { ...call, signal: candidate(1) });
  expect(await bedroom.get('calls:offer', { callId: call.callId, end: newId() })).toEqual(offer);

  const [mine, other] = [newId(), newId()];
  const answers = await Promise.all([
    box.ask('calls:answer', { callId: call.callId, end: mine, video: true }),
    bedroom.ask('calls:answer', { callId: call.callId, end: other, video: false }),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'conflict' } });
  const [winner, loser] = answers[0]?.ok ? [box, bedroom] : [bedroom, box];
  const [end, late] = winner === box ? [mine, other] : [other, mine];
  await isNow(loser, call.callId, { state: 'talking', calleeEnd: end });
  await isNow(daughter, call.callId, { state: 'talking', calleeEnd: end });
  // What the caller said while it rang comes with the answer.
  const pending = { callId: call.callId, to: end, from: call.end, signal: candidate(1) };
  expect(await told(winner, 'calls:signal', () => true)).toEqual(pending);

  await winner.get('calls:signal', { callId: call.callId, end, signal: candidate(2) });
  expect(await told<{ from: string }>(daughter, 'calls:signal', ({ from }) => from === end)).toMatchObject({
    to: call.end,
    signal: candidate(2),
  });
  for (const [who, at] of [
    [loser, late],
    [officer, end],
    [daughter, newId()],
  ] as const) {
    const signal = await who.ask('calls:signal', { callId: call.callId, end: at, signal: candidate(3) });
    expect(signal).toMatchObject({ refusal: { code: 'forbidden' } });
  }

  await daughter.get('calls:picture', { ...call, video: false });
  await isNow(winner, call.callId, { callerVideo: false });
  await daughter.get('calls:measured', { callId: call.callId, setUpMs: 180 });
  expect(await loser.get('calls:current', {})).toMatchObject({ calls: [{ id: call.callId, state: 'talking' }] });
  await winner.get('calls:hangUp', { callId: call.callId, end });
  await isNow(daughter, call.callId, { state: 'ended', outcome: 'answered' });
  expect(await box.get('calls:current', {})).toEqual({ calls: [] });
  const metrics = await (await fetch(`${center.url}/metrics`)).text();
  expect(metrics).toContain('xiyangli_calls_total{purpose="call",outcome="answered"} 1');
  expect(metrics).toContain('xiyangli_call_setup_seconds_bucket{le="0.2",purpose="call"} 1');
});

test('who dial each other at the same moment are in one call', async () => {
  const [theirs, ours] = [newCall(), newCall()];
  const [one, other] = await Promise.all([dial(daughter, home(), theirs), dial(box, phone(), ours)]);
  const views = [one, other];
  const call = views.find(({ state }) => state === 'talking') as CallView;
  expect(views.find((view) => view !== call)).toMatchObject({ id: call.id, state: 'ringing' });
  expect([call.callerEnd, call.calleeEnd].sort()).toEqual([theirs.end, ours.end].sort());
  const answerer = call.calleeEnd === ours.end ? box : daughter;
  expect(await answerer.get('calls:offer', { callId: call.id, end: call.calleeEnd ?? '' })).toEqual(offer);
  await box.get('calls:hangUp', { callId: call.id, end: ours.end });
});

test('refused, taken back, and a third caller who finds it busy', async () => {
  const call = newCall();
  await dial(daughter, home(), call);
  expect(await dial(officer, home(), newCall())).toMatchObject({ state: 'ended', outcome: 'busy' });
  expect(await box.ask('calls:dial', { ...newCall(), to: desk, video: true, offer })).toMatchObject({
    refusal: { code: 'conflict', text: 'house.call.refused.busyHere' },
  });
  await told<CallView>(
    box,
    'calls:changed',
    ({ outcome, caller }) => outcome === 'busy' && caller.party.kind === 'staff',
  );
  await rings(box, call.callId);
  await box.get('calls:refuse', { callId: call.callId, end: newId() });
  await isNow(daughter, call.callId, { outcome: 'refused' });

  const back = newCall();
  await dial(box, desk, back);
  await rings(officer, back.callId);
  await box.get('calls:hangUp', back);
  await isNow(officer, back.callId, { outcome: 'cancelled' });
  // Ended stays ended, whoever asks what.
  const late = await officer.ask('calls:answer', { callId: back.callId, end: newId(), video: true });
  expect(late).toMatchObject({ refusal: { code: 'conflict' } });
});

test('nobody is connected: unreachable at once', async () => {
  daughter.close();
  await until('her page is gone', async () => {
    const call = await dial(box, phone(), newCall());
    if (call.outcome === 'unreachable') return true;
    await box.get('calls:hangUp', { callId: call.id, end: call.callerEnd });
    return false;
  });
  daughter = await connectRelative(center, box, { name: '王芳' });
});

test('nobody answers in time: missed; both ends silent: lost, but not while one says that it is there', async () => {
  const call = newCall();
  await dial(daughter, home(), call);
  center.setClock(RING_S * 1_000 - 5_000);
  center.center.place.nudge();
  expect(await daughter.get('calls:alive', call)).toMatchObject({ state: 'ringing' });
  center.setClock(RING_S * 1_000 + 1_000);
  center.center.place.nudge();
  await isNow(daughter, call.callId, { outcome: 'missed' });
  center.setClock(0);

  const silent = newCall();
  await dial(daughter, home(), silent);
  const end = newId();
  await box.get('calls:answer', { callId: silent.callId, end, video: true });
  center.setClock(SILENT_MS - 5_000);
  expect(await daughter.get('calls:alive', silent)).toMatchObject({ state: 'talking' });
  center.setClock(SILENT_MS + 1_000);
  center.center.place.nudge();
  expect(await daughter.get('calls:alive', silent)).toMatchObject({ state: 'talking' });
  center.setClock(3 * SILENT_MS);
  center.center.place.nudge();
  await isNow(box, silent.callId, { outcome: 'lost' });
  center.setClock(0);
});

test('the desk: held, words, and handed over to a colleague who answers like a new one', async () => {
  const colleague = await connectStaff(center, 'officer2');
  const staffId = (await colleague.get('desk:me', {})).staff.id;
  const call = newCall();
  await dial(box, desk, call);
  await rings(colleague, call.callId);
  const end = newId();
  await officer.get('calls:answer', { callId: call.callId, end, video: true });
  await isNow(colleague, call.callId, { state: 'talking' });
  expect(await colleague.ask('calls:hold', { callId: call.callId, end, on: true })).toMatchObject({ ok: false });
  await officer.get('calls:hold', { callId: call.callId, end, on: true });
  await isNow(box, call.callId, { state: 'held' });
  await officer.get('calls:say', { callId: call.callId, end, words: '请坐着别动' });
  await told(box, 'calls:said', () => true);

  await officer.get('calls:handOver', { callId: call.callId, end, staffId });
  const handed = await told<{ call: CallView }>(colleague, 'calls:ringing', (body) => {
    return body.call.callee.party.kind === 'staff';
  });
  expect(handed).toMatchObject({ offer: null, call: { callerEnd: call.end, callee: { name: '服务中心 钱值班' } } });
  await isNow(box, call.callId, { state: 'ringing', calleeEnd: null });
  // Nobody there takes it: the whole desk hears it ring.
  await colleague.get('calls:refuse', { callId: call.callId, end: newId() });
  await until('the desk hears it again', () => {
    return officer.pushes.filter(
      ({ name, body }) => name === 'calls:ringing' && JSON.stringify(body).includes(call.callId),
    )[1];
  });
  const again = newId();
  await officer.get('calls:answer', { callId: call.callId, end: again, video: false });
  await isNow(box, call.callId, { state: 'talking', calleeEnd: again });
  const offerAgain = { callId: call.callId, end: call.end, signal: offer };
  await box.get('calls:signal', offerAgain);
  await told<{ to: string }>(officer, 'calls:signal', ({ to }) => to === again);
  await officer.get('calls:hangUp', { callId: call.callId, end: again });
  colleague.close();
});

test('an officer talks in one call: the other waits while a second is answered', async () => {
  const [first, second] = [newCall(), newCall()];
  await dial(box, desk, first);
  const end = newId();
  await officer.get('calls:answer', { callId: first.callId, end, video: true });
  await dial(daughter, desk, second);
  await rings(officer, second.callId);
  // Calling her back answers her.
  expect(await dial(officer, phone(), { callId: newId(), end })).toMatchObject({ id: second.callId, state: 'talking' });
  await isNow(box, first.callId, { state: 'held' });
  await daughter.get('calls:hangUp', second);
  await officer.get('calls:hold', { callId: first.callId, end, on: false });
  await isNow(box, first.callId, { state: 'talking' });
  await box.get('calls:hangUp', first);
});

test('whatever two homes’ worth of people press at once: nobody is in two calls, and every call has an end', async () => {
  const officer2 = await connectStaff(center, 'officer2');
  const people: readonly (readonly [Client, () => Parameters<typeof dial>[1]])[] = [
    [box, phone],
    [bedroom, () => desk],
    [daughter, home],
    [officer, home],
    [officer2, home],
  ];
  const kind = fc.constantFrom<Press['kind'][]>(
    'dial',
    'dial',
    'dial',
    'answer',
    'answer',
    'answer',
    'refuse',
    'hangUp',
  );
  const press = fc.record({ kind, who: fc.nat({ max: people.length - 1 }) });
  const wave = fc.array(press, { minLength: 2, maxLength: 6 });
  const codes = new Set<string>();
  const states = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(wave, { minLength: 2, maxLength: 4 }), async (waves) => {
      const dialled: Wanted[] = [];
      const pressed = async ({ kind, who: index }: Press, turn: number) => {
        const [client, to] = people[index] ?? [box, phone];
        const call = kind === 'dial' ? newCall() : (dialled[turn % Math.max(1, dialled.length)] ?? newCall());
        if (kind === 'dial') dialled.push(call);
        const at = { callId: call.callId, end: newId() };
        if (kind === 'dial') return client.ask('calls:dial', { ...call, to: to(), video: true, offer });
        if (kind === 'answer') return client.ask('calls:answer', { ...at, video: false });
        return client.ask(`calls:${kind}`, at);
      };
      for (const presses of waves) {
        for (const reply of await Promise.all(presses.map(pressed))) if (!reply.ok) codes.add(reply.refusal.code);
      }
      const open = (await Promise.all(people.map(([client]) => client.get('calls:current', {})))).flatMap(
        (all) => all.calls,
      );
      const calls = new Map(open.map((call) => [call.id, call]));
      const ofHome = [...calls.values()].filter(({ caller, callee }) =>
        [caller, callee].some(({ party }) => party.kind === 'household'),
      );
      expect(ofHome.length).toBeLessThanOrEqual(1);
      for (const { id, callerEnd, state, calleeEnd } of calls.values()) {
        states.add(state);
        expect(calleeEnd === null).toBe(state === 'ringing');
        for (const [client] of people) await client.ask('calls:hangUp', { callId: id, end: callerEnd });
      }
      for (const [client] of people) expect(await client.get('calls:current', {})).toEqual({ calls: [] });
    }),
    { numRuns: 12 },
  );
  expect([...states]).toEqual(expect.arrayContaining(['ringing', 'talking']));
  // Refused in words, never for want of an answer.
  expect([...codes].filter((code) => code === 'unavailable')).toEqual([]);
  officer2.close();
});

test('credentials for the relay are good for an hour', async () => {
  const { until: end, servers, relayOnly } = await box.get('calls:ice', {});
  expect(relayOnly).toBe(false);
  expect(servers[0]?.urls).toEqual(['turn:127.0.0.1:3478']);
  expect(servers[0]?.username).toBe(`${Date.parse(end) / 1_000}:household:${householdId}`);
});
