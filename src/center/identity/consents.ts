import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { CONSENT_WORDING, type ConsentKind, type ConsentView } from '../../protocol/contracts/consents.ts';
import { newId } from '../../protocol/ids.ts';
import type { Queries } from '../database/database.ts';
import { refuse } from '../refuse.ts';
import type { Work } from '../work.ts';
import { consent, household } from './schema.ts';

export type ConsentRow = typeof consent.$inferSelect;

export const RESIDENT = 'resident';

/** A consent as the household and its keepers see it. */
export function consentView({ communityId: _c, householdId: _h, ...view }: ConsentRow): ConsentView {
  return view;
}

const holding = (communityId: string, householdId: string) =>
  and(eq(consent.communityId, communityId), eq(consent.householdId, householdId), isNull(consent.withdrawnAt));

/** The consents of a household that hold, oldest first. */
export async function consentsOf(db: Queries, communityId: string, householdId: string): Promise<ConsentRow[]> {
  return db.select().from(consent).where(holding(communityId, householdId)).orderBy(consent.givenAt);
}

/** All that a household ever agreed to, newest first. */
export async function consentHistory(db: Queries, communityId: string, householdId: string): Promise<ConsentRow[]> {
  return db
    .select()
    .from(consent)
    .where(and(eq(consent.communityId, communityId), eq(consent.householdId, householdId)))
    .orderBy(desc(consent.givenAt), desc(consent.id));
}

/** By which consent this household has agreed to this (for this contact); undefined where it has not, or took it back. */
export async function findConsent(
  db: Queries,
  communityId: string,
  householdId: string,
  kind: ConsentKind,
  subject = '',
): Promise<ConsentRow | undefined> {
  const rows = await consentsOf(db, communityId, householdId);
  return rows.find((row) => row.kind === kind && row.subject === subject);
}

/** Has nobody taken this consent back? */
export async function isHolding(db: Queries, communityId: string, consentId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: consent.id })
    .from(consent)
    .where(and(eq(consent.communityId, communityId), eq(consent.id, consentId), isNull(consent.withdrawnAt)));
  return row !== undefined;
}

export interface GivenConsent {
  readonly householdId: string;
  readonly kind: ConsentKind;
  readonly subject: string;
  readonly wording: string;
  readonly givenBy: string;
  readonly words: string;
}

interface Giving {
  readonly row: ConsentRow;
  /** False where it held already. */
  readonly fresh: boolean;
  /** Those that hold no longer, since this one was given. */
  readonly replaced: readonly ConsentRow[];
}

/**
 * Writes a consent down, or gives the one that holds already. A contact's calls answer themselves in one way: the other
 * one is taken back with it. Refuses `conflict` for words that are no longer shown.
 */
export async function giveConsent(work: Work, given: GivenConsent): Promise<Giving> {
  if (given.wording !== CONSENT_WORDING) throw refuse('conflict', 'house.consent.refused.wording');
  if ((given.kind === 'sos-camera') !== (given.subject === '')) throw refuse('invalid');
  await lockHousehold(work, given.householdId);
  const holds = await consentsOf(work.db, work.communityId, given.householdId);
  const sameSubject = holds.filter(({ subject }) => subject === given.subject);
  const others = sameSubject.filter(({ kind }) => kind !== given.kind).map(({ id }) => id);
  const replaced =
    others.length === 0
      ? []
      : await work.tx
          .update(consent)
          .set({ withdrawnAt: work.now, withdrawnBy: given.givenBy })
          .where(and(holding(work.communityId, given.householdId), inArray(consent.id, others)))
          .returning();
  const known = sameSubject.find(({ kind }) => kind === given.kind);
  if (known) return { row: known, fresh: false, replaced };
  const [row] = await work.tx
    .insert(consent)
    .values({ communityId: work.communityId, id: newId(), givenAt: work.now, ...given })
    .returning();
  if (!row) throw new Error('a consent was not written');
  return { row, fresh: true, replaced };
}

/** Two boxes of one home that agree at the same moment come one after the other. */
async function lockHousehold({ tx, communityId }: Work, householdId: string): Promise<void> {
  const named = and(eq(household.communityId, communityId), eq(household.id, householdId));
  await tx.select({ id: household.id }).from(household).where(named).for('update');
}

/** Takes a consent back. Refuses `gone` for one that does not hold, or of another household than `householdId`. */
export async function withdrawConsent(
  work: Work,
  { consentId, householdId, by }: { consentId: string; householdId?: string; by: string },
): Promise<ConsentRow> {
  const [row] = await work.tx
    .update(consent)
    .set({ withdrawnAt: work.now, withdrawnBy: by })
    .where(
      and(
        eq(consent.communityId, work.communityId),
        eq(consent.id, consentId),
        householdId ? eq(consent.householdId, householdId) : undefined,
        isNull(consent.withdrawnAt),
      ),
    )
    .returning();
  if (!row) throw refuse('gone');
  return row;
}
