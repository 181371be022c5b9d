import type { BoxActor } from '../../../center/actor.ts';
import { relativeRow } from '../../../center/identity/relatives.ts';
import { hashPassword } from '../../../center/identity/secrets.ts';
import { tellMoney } from '../../../center/payments/payments.ts';
import { tryPin } from '../../../center/payments/permits.ts';
import { changePayer, lockPayer, type Payer } from '../../../center/payments/purses.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Work } from '../../../center/work.ts';
import { PIN_TRIES } from '../../../protocol/contracts/payments.ts';
import type { AskParsed, AskReply } from '../../../protocol/services.ts';

/** Sums from which on a fresh PIN is asked for, fen. */
const PIN_OVER_FEN = 20_000;
const DONE = { ok: true, triesLeft: PIN_TRIES, lockedUntil: null };

/** Sets the PIN, or changes it with the old one. */
export async function setPin(
  work: Work,
  actor: BoxActor,
  { pin, old }: AskParsed<'wallet:setPin'>,
): Promise<AskReply<'wallet:setPin'>> {
  const { communityId, householdId } = actor;
  const payer = await lockPayer(work.tx, communityId, householdId);
  if (payer.pinHash !== null) {
    if (old === undefined) throw refuse('forbidden', 'payments.refused.pin');
    const { right, ...answer } = await tryPin(work, householdId, old);
    if (!right) return { ok: false, ...answer };
  }
  const pinOverFen = payer.pinOverFen ?? PIN_OVER_FEN;
  await changePayer(work.tx, communityId, householdId, { pinHash: await hashPassword(pin), pinFails: 0, pinOverFen });
  tellMoney(work, householdId);
  work.audit(actor, 'wallet.setPin', `household:${householdId}`);
  return DONE;
}

/** Is any of these rules weaker than before? Then the PIN must say so. */
function weaker(before: Payer, after: AskParsed<'wallet:settle'>): boolean {
  const rises = (was: number | null, is: number | null) => was !== null && (is === null || is > was);
  return (
    rises(before.dayLimitFen, after.dayLimitFen) ||
    rises(before.pinOverFen, after.pinOverFen) ||
    rises(before.approvalOverFen, after.approvalOverFen) ||
    before.approvers.join() !== after.approvers.join()
  );
}

/** Changes the limits, and who is asked. */
export async function settle(
  work: Work,
  actor: BoxActor,
  input: AskParsed<'wallet:settle'>,
): Promise<AskReply<'wallet:settle'>> {
  const { communityId, householdId } = actor;
  const before = await lockPayer(work.tx, communityId, householdId);
  for (const relativeId of input.approvers) await relativeRow(work.db, communityId, { relativeId, householdId });
  if (before.pinHash !== null && weaker(before, input)) {
    if (input.pin === undefined) throw refuse('forbidden', 'payments.refused.pin');
    const { right, ...answer } = await tryPin(work, householdId, input.pin);
    if (!right) return { ok: false, ...answer };
  }
  const { pin: _, ...set } = input;
  await changePayer(work.tx, communityId, householdId, set);
  tellMoney(work, householdId);
  work.audit(actor, 'wallet.settle', `household:${householdId}`, set);
  return DONE;
}
