import { escalation } from '../../../center/alarms/alarms.ts';
import { chainOf, chainPeople } from '../../../center/identity/responders.ts';
import { cancel as cancelTimer } from '../../../center/jobs/jobs.ts';
import type { RequestRow } from '../../../center/requests/requests.ts';
import type { Work } from '../../../center/work.ts';
import type { Sentence } from '../../../protocol/contracts/desk.ts';
import type { ChainStep } from '../../../protocol/contracts/responders.ts';
import { type Alarm, change, find, requests, stateOf } from './alarm.ts';
import { tellPeople } from './notices.ts';

/** The end of the countdown by the center's own clock, for a box that has fallen silent. */
export const SILENCE_TIMER = 'sos.silence';

const clock = escalation<ChainStep>('sos', requests, onStep);
export const chainTimers = clock.timers;

/** A step of the chain has come: its people are told. */
async function onStep(work: Work, row: RequestRow, { who }: ChainStep): Promise<Sentence | undefined> {
  // Cancelled at the same moment: the call back has a clock of its own.
  if (stateOf(row) !== 'sent') return undefined;
  const { alarm } = await find(work.db, work.communityId, row.id);
  const chain = (alarm.chain ?? []).map((step) => (step.who === who ? { ...step, doneAt: work.now } : step));
  await change(work, row.id, { chain });
  const people = (await chainPeople(work.db, work.communityId, alarm.householdId))[who];
  // Officers have just been called by their consoles.
  if (who !== 'officer') await tellPeople(work, alarm, who, people);
  const names = people.map((person) => person.name).join('、');
  return names ? { text: `sos.deed.${who}`, params: { names } } : { text: `sos.deed.${who}.nobody` };
}

/** Nobody owns it yet: from now on the household's chain runs. */
export async function startChain(work: Work, { row, alarm }: Alarm): Promise<void> {
  const { steps } = await chainOf(work.db, work.communityId, alarm.householdId);
  await change(work, row.id, { chain: steps.map((step) => ({ ...step, doneAt: null })) });
  await clock.start(work, row.id, steps);
}

/** The box has spoken. Before the alarm is locked. */
export async function stopSilence(work: Work, id: string): Promise<void> {
  await cancelTimer(work.tx, { communityId: work.communityId, kind: SILENCE_TIMER, ref: id });
}

/** Stops what would still ring: the alarm has an owner, or is over. Before the alarm is locked. */
export async function quiet(work: Work, id: string): Promise<void> {
  await stopSilence(work, id);
  await clock.stop(work, id);
}
