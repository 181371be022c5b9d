import type { CallOutcome, CallView, calls, Purpose } from '../../protocol/contracts/calls.ts';
import type { PartyActor } from '../actor.ts';
import { refuse } from '../refuse.ts';
import type { Handlers } from '../serve.ts';
import type { Work } from '../work.ts';
import { answerCall, holdOthers } from './answering.ts';
import { type CallRow, callView, dialsSince, lockCall, lockIfKnown, lockParties, openCallsOf } from './book.ts';
import { type CallsPlace, change, follow, ring } from './changing.ts';
import { faceOf, isReachable, keyOf, keysOf, partyOf, tellParty } from './parties.ts';
import type { CallPermit } from './rule.ts';
import { DESK, type PartyKey } from './rules.ts';
import { call } from './schema.ts';

type DialInput = Parameters<Handlers<typeof calls>['dial']>[2];

/** Starts a call, or answers the one by which the other dials us at this very moment. */
export async function dial(kit: CallsPlace, work: Work, actor: PartyActor, input: DialInput): Promise<CallView> {
  const keys = keysOf(actor);
  const [caller] = keys;
  const callee = keyOf(input.to);
  if (keys.includes(callee)) throw refuse('invalid');
  const permit = await permitted(kit, work, actor, input);
  await lockParties(work, [caller, callee]);
  const known = await retried(work, input, caller);
  if (known) return callView(known);
  const answered = permit.goesFirst ? undefined : await crossed(kit, work, actor, input);
  if (answered) return callView(answered);

  await refuseSecond(work, caller);
  await refuseTooMany(work, caller, callee, permit);
  const outcome = await whyNot(kit, work, callee, permit);
  if (!outcome) await holdOthers(kit, work, caller);
  const row = await write(work, { caller, callee, input, permit, outcome });
  if (!outcome) await ring(kit, work, row);
  // Whoever is in another call sees who has tried; they may call back.
  if (outcome === 'busy') {
    work.afterCommit(({ news }) => tellParty(news, work.communityId, callee, 'calls:changed', callView(row)));
  }
  await follow(kit, work, row);
  return callView(row);
}

function permitted(kit: CallsPlace, work: Work, actor: PartyActor, input: DialInput): Promise<CallPermit> {
  const rule = kit.rules[input.purpose];
  if (!rule) throw refuse('forbidden');
  const caller = partyOf(keysOf(actor)[0]);
  return rule.permit(work, { actor, caller, callee: input.to, subject: input.subject });
}

/** The call of this id, if its caller asks once more; refuses `conflict` for somebody else's. */
async function retried(work: Work, { callId, end }: DialInput, caller: PartyKey): Promise<CallRow | undefined> {
  const row = await lockIfKnown(work, callId);
  if (row && (row.caller !== caller || row.callerEnd !== end)) throw refuse('conflict', 'house.call.refused.conflict');
  return row;
}

/** Their call to us rings while we dial them: then this dial is our answer. */
async function crossed(
  kit: CallsPlace,
  work: Work,
  actor: PartyActor,
  { end, video, to }: DialInput,
): Promise<CallRow | undefined> {
  const keys = keysOf(actor);
  const isTheirs = (other: PartyKey) => (to.kind === 'desk' ? other.startsWith('staff:') : other === keyOf(to));
  for (const key of keys) {
    const ringing = (await openCallsOf(work.db, work.communityId, key)).find(
      (row) => row.state === 'ringing' && row.callee === key && isTheirs(row.caller),
    );
    if (!ringing) continue;
    const row = await lockCall(work, ringing.id);
    // Somebody else of the callee was faster, or it is over: then this is a call of its own.
    if (row.state === 'ringing') return answerCall(kit, work, row, { kind: 'answer', by: { keys, end }, video });
  }
  return undefined;
}

/** Refuses `conflict` for a party that is in a call: only staff have several, of which they talk in one. */
async function refuseSecond(work: Work, caller: PartyKey): Promise<void> {
  if (partyOf(caller).kind === 'staff') return;
  const open = await openCallsOf(work.db, work.communityId, caller);
  if (open.length > 0) throw refuse('conflict', 'house.call.refused.busyHere');
}

/** Refuses `conflict` for one more call than the purpose's rule has room for. */
async function refuseTooMany(work: Work, caller: PartyKey, callee: PartyKey, { bound }: CallPermit): Promise<void> {
  if (!bound) return;
  const after = new Date(Date.parse(work.now) - bound.withinMs).toISOString();
  if ((await dialsSince(work, { caller, callee, after })) < bound.most) return;
  throw refuse('conflict', bound.words, { minutes: Math.round(bound.withinMs / 60_000) });
}

/** Why it ends before it rings; null: it rings. A call that goes first ends what the callee is in. */
async function whyNot(kit: CallsPlace, work: Work, callee: PartyKey, permit: CallPermit): Promise<CallOutcome | null> {
  if (permit.resting) return 'resting';
  if (!(await isReachable(work, callee))) return 'unreachable';
  // Of the desk somebody is free, or the call waits in its queue.
  if (callee === DESK) return null;
  const open = (await openCallsOf(work.db, work.communityId, callee)).filter(
    ({ state }) => partyOf(callee).kind !== 'staff' || state === 'talking',
  );
  if (!permit.goesFirst) return open.length > 0 ? 'busy' : null;
  for (const { id } of open) await change(kit, work, await lockCall(work, id), { kind: 'displace' });
  return null;
}

interface Dialled {
  readonly caller: PartyKey;
  readonly callee: PartyKey;
  readonly input: DialInput & { purpose: Purpose };
  readonly permit: CallPermit;
  readonly outcome: CallOutcome | null;
}

async function write(work: Work, { caller, callee, input, permit, outcome }: Dialled): Promise<CallRow> {
  const { communityId, now } = work;
  const { afterMs = 0, video = false, boxId = null } = permit.autoAnswer ?? {};
  const at = new Date(Date.parse(now) + afterMs).toISOString();
  const [row] = await work.tx
    .insert(call)
    .values({
      communityId,
      id: input.callId,
      purpose: input.purpose,
      subject: input.subject,
      state: outcome ? 'ended' : 'ringing',
      outcome,
      caller,
      callee,
      callerFace: await faceOf(work, caller, callee),
      calleeFace: await faceOf(work, callee, caller),
      callerEnd: input.end,
      callerVideo: input.video,
      autoAnswer: permit.autoAnswer && !outcome ? { at, video, boxId } : null,
      autoConsent: permit.autoAnswer?.consent ?? null,
      offer: outcome ? null : input.offer,
      startedAt: now,
      endedAt: outcome ? now : null,
    })
    .returning();
  if (!row) throw new Error('a call was not written');
  return row;
}
