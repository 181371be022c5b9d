import { and, arrayContains, count, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { CatalogueId } from '../../protocol/catalogue.ts';
import { KIND_SERVICES, type Merchant } from '../../protocol/contracts/merchants.ts';
import { newId } from '../../protocol/ids.ts';
import type { MerchantKind } from '../../protocol/roles.ts';
import type { AskParsed } from '../../protocol/services.ts';
import type { Queries } from '../database/database.ts';
import { staff } from '../identity/schema.ts';
import { refuse } from '../refuse.ts';
import type { Work } from '../work.ts';
import type { WhoseThings } from './fence.ts';
import { merchant } from './schema.ts';

/** For a query of somebody of a merchant: only what is the merchant's. Undefined, which is no condition, for the community's own staff. */
export function ownOnly(column: PgColumn, { merchantId }: { merchantId: string | null }): SQL | undefined {
  return merchantId ? eq(column, merchantId) : undefined;
}

/** For a query that joins merchants: those that are open and serve this. */
export function servesNow(service: CatalogueId): SQL | undefined {
  return and(eq(merchant.open, true), arrayContains(merchant.services, [service]));
}

/** Refuses `unavailable` when this merchant is closed, or does not serve this (any more). `gone` for an unknown one. */
export async function checkServes(db: Queries, communityId: string, id: string, service: CatalogueId): Promise<void> {
  const { open, services, name } = await merchantOf(db, communityId, id);
  if (!open || !services.includes(service)) throw refuse('unavailable', 'refusal.merchantClosed', { name });
}

type Row = typeof merchant.$inferSelect;

/** The row as it crosses the wire. */
export function merchantView({ communityId: _, ...row }: Row): Merchant {
  return { ...row, merchantId: row.id, services: row.services as Merchant['services'] };
}

/** A merchant by its id. Refuses `gone`. */
export async function merchantOf(db: Queries, communityId: string, id: string): Promise<Row> {
  const [row] = await db
    .select()
    .from(merchant)
    .where(and(eq(merchant.communityId, communityId), eq(merchant.id, id)));
  if (!row) throw refuse('gone');
  return row;
}

/** The role that this merchant's people hold. Refuses `gone`. */
export async function merchantKind(work: Work, id: string): Promise<MerchantKind> {
  return (await merchantOf(work.tx, work.communityId, id)).kind;
}

/** All merchants of a community, by kind and name; of one kind, or open ones alone, where that is asked. */
export async function listMerchants(
  db: Queries,
  communityId: string,
  of: { kind?: MerchantKind; merchantId?: string | null } = {},
): Promise<Merchant[]> {
  const rows = await db
    .select()
    .from(merchant)
    .where(
      and(
        eq(merchant.communityId, communityId),
        of.kind && eq(merchant.kind, of.kind),
        of.merchantId ? eq(merchant.id, of.merchantId) : undefined,
      ),
    )
    .orderBy(merchant.kind, merchant.name);
  return rows.map(merchantView);
}

/** How many accounts in use each merchant has. */
export async function peopleOfMerchants(db: Queries, communityId: string): Promise<Map<string | null, number>> {
  const rows = await db
    .select({ id: staff.merchantId, people: count() })
    .from(staff)
    .where(and(eq(staff.communityId, communityId), isNull(staff.disabledAt)))
    .groupBy(staff.merchantId);
  return new Map(rows.map((row) => [row.id, row.people]));
}

/** Makes or changes a merchant. Refuses `invalid` for a service that its kind cannot serve, `gone` for an unknown one. */
export async function saveMerchant(work: Work, { id, ...saved }: AskParsed<'merchants:save'>): Promise<Merchant> {
  const { communityId, tx } = work;
  const kind = id ? (await merchantOf(tx, communityId, id)).kind : saved.kind;
  if (saved.services.some((service) => !KIND_SERVICES[kind].includes(service))) throw refuse('invalid');
  const fields = { ...saved, kind };
  const [row] = await tx
    .insert(merchant)
    .values({ communityId, id: id ?? newId(), ...fields })
    .onConflictDoUpdate({ target: [merchant.communityId, merchant.id], set: fields })
    .returning();
  if (!row) throw new Error('merchant was not written');
  return merchantView(row);
}

/** A merchant is its own. */
export const whoseMerchants: WhoseThings = async (db, communityId, ids) => {
  const rows = await db
    .select({ id: merchant.id })
    .from(merchant)
    .where(and(eq(merchant.communityId, communityId), inArray(merchant.id, [...ids])));
  return new Map(rows.map(({ id }) => [id, id]));
};
