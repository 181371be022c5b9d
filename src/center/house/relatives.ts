import { and, eq, isNull } from 'drizzle-orm';
import { keepers } from '../../protocol/contracts/people.ts';
import {
  type Invitation,
  MOST_RELATIVES,
  PHONE_PATH,
  type Relation,
  type relatives,
} from '../../protocol/contracts/relatives.ts';
import type { Actor } from '../actor.ts';
import { cutCalls } from '../calls/changing.ts';
import { homeOf, residentsOf } from '../identity/households.ts';
import {
  addInvitation,
  countRelatives,
  relativeRow,
  relativesOf,
  relativeView,
  revokeRelative,
} from '../identity/relatives.ts';
import { box, household } from '../identity/schema.ts';
import { refuse } from '../refuse.ts';
import type { Handlers } from '../serve.ts';
import type { Reading, Work } from '../work.ts';
import { communityOf } from './notice.ts';

/** The household's boxes and the desk hear that somebody was invited, came, went or was revoked. */
export function tellRelativesChanged(work: Pick<Work, 'tellBoxes' | 'tellStaff'>, householdId: string): void {
  work.tellBoxes(`household:${householdId}`, 'relatives:changed', { householdId });
  work.tellStaff(keepers, 'relatives:changed', { householdId });
}

/** Is one of a household's boxes connected? */
export async function isHomeOnline(reading: Reading, householdId: string): Promise<boolean> {
  const boxes = await reading.db
    .select({ id: box.id })
    .from(box)
    .where(and(eq(box.communityId, reading.communityId), eq(box.householdId, householdId), isNull(box.revokedAt)));
  return boxes.some(({ id }) => reading.isOnline(id));
}

/**
 * Families and their phones. `publicUrl` is the origin that phones outside reach the center by; without one, invitations
 * leave it to whoever shows them.
 */
export function relativeHandlers(publicUrl = ''): Handlers<typeof relatives> {
  async function invite(work: Work, by: Actor, householdId: string, relation: Relation): Promise<Invitation> {
    // The household's row is locked, so that two invitations at once do not pass the limit together.
    const { communityId } = work;
    await work.tx
      .select({ id: household.id })
      .from(household)
      .where(and(eq(household.communityId, communityId), eq(household.id, householdId)))
      .for('update');
    if ((await countRelatives(work, householdId)) >= MOST_RELATIVES) {
      throw refuse('soldout', 'refusal.tooManyRelatives', { n: MOST_RELATIVES });
    }
    const { row, token } = await addInvitation(work, { householdId, relation });
    tellRelativesChanged(work, householdId);
    work.audit(by, 'relative.invite', `relative:${row.id}`, { householdId, relation });
    return { relative: relativeView(work, row), url: `${publicUrl}${PHONE_PATH}#${token}`, until: row.expiresAt };
  }

  async function end(work: Work, by: Actor, deed: string, relativeId: string) {
    const row = await revokeRelative(work, relativeId);
    await cutCalls(work, `relative:${relativeId}`);
    tellRelativesChanged(work, row.householdId);
    work.audit(by, deed, `relative:${relativeId}`, { householdId: row.householdId });
    return relativeView(work, row);
  }

  return {
    mine: async (reading, { householdId }) => ({ relatives: await relativesOf(reading, householdId) }),
    invite: (work, actor, { relation }) => invite(work, actor, actor.householdId, relation),
    async revoke(work, actor, { relativeId }) {
      await relativeRow(work.db, work.communityId, { relativeId, householdId: actor.householdId });
      return end(work, actor, 'relative.revoke', relativeId);
    },

    async ofHousehold(reading, _, { householdId }) {
      await homeOf(reading.db, reading.communityId, householdId);
      return { relatives: await relativesOf(reading, householdId) };
    },
    async inviteFor(work, actor, { householdId, relation }) {
      await homeOf(work.db, work.communityId, householdId);
      return invite(work, actor, householdId, relation);
    },
    revokeFor: (work, actor, { relativeId }) => end(work, actor, 'relative.revoke', relativeId),

    async me(reading, { communityId, householdId, relativeId }) {
      const { name, helpPhone } = await communityOf(reading);
      const address = await homeOf(reading.db, communityId, householdId);
      const residents = await residentsOf(reading.db, communityId, householdId);
      return {
        relative: relativeView(reading, await relativeRow(reading.db, communityId, { relativeId, householdId })),
        household: {
          id: householdId,
          label: address.label,
          residents: residents.map((resident) => resident.name),
          online: await isHomeOnline(reading, householdId),
        },
        community: name,
        helpPhone,
      };
    },
    async leave(work, actor) {
      await end(work, actor, 'relative.leave', actor.relativeId);
      return {};
    },
  };
}
