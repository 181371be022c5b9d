import { and, desc, eq, isNull } from 'drizzle-orm';
import { CONSENT_WORDING, type ConsentKind, type ConsentView } from '../../protocol/contracts/consents.ts';
import { newId } from '../../protocol/ids.ts';
import type { Queries } from '../database/database.ts';
import { refuse } from '../refuse.ts';
import type { Work } from '../work.ts';
import { consent } from './schema.ts';

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

/** Has this household agreed to this (for this contact), and not taken it back? */
export async function hasConsent(
  db: Queries,
  communityId: string,
  householdId: string,
  kind: ConsentKind,
  subject = '',
): Promise<boolean> {
  const rows = await consentsOf(db, communityId, householdId);
  return rows.some((row) => row.kind === kind && row.subject === subject);
}

export interface GivenConsent {
  readonly householdId: string;
  readonly kind: ConsentKind;
  readonly subject: string;
  readonly wording: string;
  readonly givenBy: string;
  readonly words: string;
}

/** Writes a consent down, or gives the one that holds already. Refuses `conflict` for words that are no longer shown. */
export async function giveConsent(work: Work, given: GivenConsent): Promise<{ row: ConsentRow; fresh: boolean }> {
  if (given.wording !== CONSENT_WORDING) throw refuse('conflict', 'house.consent.refused.wording');
  if ((given.kind === 'sos-camera') !== (given.subject === '')) throw refuse('invalid');
  const holds = await consentsOf(work.db, work.communityId, given.householdId);
  const known = holds.find(({ kind, subject }) => kind === given.kind && subject === given.subject);
  if (known) return { row: known, fresh: false };
  const [row] = await work.tx
    .insert(consent)
    .values({ communityId: work.communityId, id: newId(), givenAt: work.now, ...given })
    .returning();
  if (!row) throw new Error('a consent was not written');
  return { row, fresh: true };
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
