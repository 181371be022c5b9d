import type { consents } from '../../protocol/contracts/consents.ts';
import { keepers } from '../../protocol/contracts/people.ts';
import type { Actor } from '../actor.ts';
import {
  type ConsentRow,
  consentHistory,
  consentsOf,
  consentView,
  type GivenConsent,
  giveConsent,
  RESIDENT,
  withdrawConsent,
} from '../identity/consents.ts';
import { homeOf } from '../identity/households.ts';
import type { Handlers } from '../serve.ts';
import type { Work } from '../work.ts';

function tell(work: Work, { householdId }: ConsentRow): void {
  work.tellBoxes(`household:${householdId}`, 'consents:changed', { householdId });
  work.tellStaff(keepers, 'consents:changed', { householdId });
}

async function give(work: Work, by: Actor, given: GivenConsent) {
  const { row, fresh, replaced } = await giveConsent(work, given);
  if (fresh || replaced.length > 0) tell(work, row);
  for (const old of replaced) auditWithdrawal(work, by, old);
  if (fresh) {
    const { kind, subject, wording } = row;
    work.audit(by, 'consent.give', `household:${row.householdId}`, { kind, subject, wording, words: row.words });
  }
  return consentView(row);
}

async function withdraw(work: Work, by: Actor, taken: Parameters<typeof withdrawConsent>[1]) {
  const row = await withdrawConsent(work, taken);
  tell(work, row);
  auditWithdrawal(work, by, row);
  return consentView(row);
}

function auditWithdrawal(work: Work, by: Actor, { householdId, kind, subject }: ConsentRow): void {
  work.audit(by, 'consent.withdraw', `household:${householdId}`, { kind, subject });
}

/** What households agree to: at their television, or at the desk, where it is written down how they said it. */
export const consentHandlers: Handlers<typeof consents> = {
  mine: async ({ db, communityId }, { householdId }) => ({
    consents: (await consentsOf(db, communityId, householdId)).map(consentView),
  }),
  give: (work, actor, { kind, subject, wording }) =>
    give(work, actor, { householdId: actor.householdId, kind, subject, wording, givenBy: RESIDENT, words: '' }),
  withdraw: (work, actor, { consentId }) =>
    withdraw(work, actor, { consentId, householdId: actor.householdId, by: RESIDENT }),

  async ofHousehold({ db, communityId }, _, { householdId }) {
    await homeOf(db, communityId, householdId);
    return { consents: (await consentHistory(db, communityId, householdId)).map(consentView) };
  },
  async giveFor(work, actor, input) {
    await homeOf(work.db, work.communityId, input.householdId);
    return give(work, actor, { ...input, givenBy: actor.name });
  },
  withdrawFor: (work, actor, { consentId }) => withdraw(work, actor, { consentId, by: actor.name }),
};
