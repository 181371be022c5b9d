import type { Work } from '../work.ts';
import { type CallRow, lockCall, openCallsOf } from './book.ts';
import { type CallsPlace, change } from './changing.ts';
import { partyOf } from './parties.ts';
import type { CallDeed, PartyKey } from './rules.ts';

/** Staff have several calls, and talk in one: what they talk in is put on hold for another (which is not `but`). */
export async function holdOthers(kit: CallsPlace, work: Work, key: PartyKey, but?: string): Promise<void> {
  if (partyOf(key).kind !== 'staff') return;
  for (const { id } of await openCallsOf(work.db, work.communityId, key)) {
    if (id === but) continue;
    const row = await lockCall(work, id);
    const end = row.caller === key ? row.callerEnd : row.calleeEnd;
    if (row.state !== 'talking' || !end) continue;
    await change(kit, work, row, { kind: 'hold', by: { keys: [key], end }, on: true });
  }
}

/** Answers a locked call; what the answerer talked in waits. */
export async function answerCall(
  kit: CallsPlace,
  work: Work,
  row: CallRow,
  deed: Extract<CallDeed, { kind: 'answer' }>,
): Promise<CallRow> {
  const answered = await change(kit, work, row, deed);
  if (answered !== row && answered.answerer) await holdOthers(kit, work, answered.answerer, row.id);
  return answered;
}
