import { createHash } from 'node:crypto';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Queries, Tx } from '../database/database.ts';
import { auditEntry, auditHead } from './schema.ts';

/** What is written down. `deed` and `subject` are for programs, e.g. 'meals.accept' and 'request:<id>'; `at` is ISO time. */
export interface Deed {
  readonly communityId: string;
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly deed: string;
  readonly subject: string;
  /** Anything JSON can say. */
  readonly detail?: unknown;
}

type Entry = typeof auditEntry.$inferSelect;

/** What `verify` found: all well, or the number of the first entry that does not fit. */
export type Verdict =
  | { readonly ok: true; readonly entries: number }
  | { readonly ok: false; readonly brokenAt: number };

/** Entries read at a time by `verify`. */
const PAGE = 1_000;

/** JSON with sorted keys: the database gives objects back with their keys in another order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function hashOf(previous: string, { hash: _, ...entry }: Omit<Entry, 'hash'> & { hash?: string }): string {
  return createHash('sha256').update(previous).update(canonical(entry)).digest('hex');
}

/**
 * Adds an entry to the community's chain. Others of the community wait until this transaction ends, so it is best the
 * transaction's last step.
 */
export async function append(tx: Tx, { communityId, at, actor, deed, subject, detail = {} }: Deed): Promise<void> {
  const [head] = await tx
    .insert(auditHead)
    .values({ communityId, seq: 1, hash: '' })
    .onConflictDoUpdate({ target: auditHead.communityId, set: { seq: sql`${auditHead.seq} + 1` } })
    .returning();
  if (!head) throw new Error('audit_head gave no number');
  const entry = {
    communityId,
    seq: head.seq,
    at: new Date(at).toISOString(),
    actorKind: actor.kind,
    actorId: actor.id,
    deed,
    subject,
    // As it will be read again: without what JSON cannot say.
    detail: JSON.parse(JSON.stringify(detail)) as unknown,
  };
  const hash = hashOf(head.hash, entry);
  await tx.insert(auditEntry).values({ ...entry, hash });
  await tx.update(auditHead).set({ hash }).where(eq(auditHead.communityId, communityId));
}

/** Reads a community's whole chain and finds the first entry that was changed, removed or slipped in. */
export async function verify(db: Queries, communityId: string): Promise<Verdict> {
  // Read first: entries that are added meanwhile lie after it.
  const [head] = await db.select().from(auditHead).where(eq(auditHead.communityId, communityId));
  const end = head ?? { seq: 0, hash: '' };
  let seq = 0;
  let hash = '';
  while (seq < end.seq) {
    const page: Entry[] = await db
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.communityId, communityId), gt(auditEntry.seq, seq)))
      .orderBy(asc(auditEntry.seq))
      .limit(Math.min(PAGE, end.seq - seq));
    if (page.length === 0) return { ok: false, brokenAt: seq + 1 };
    for (const entry of page) {
      seq++;
      hash = hashOf(hash, entry);
      if (entry.seq !== seq || entry.hash !== hash) return { ok: false, brokenAt: seq };
    }
  }
  return hash === end.hash ? { ok: true, entries: seq } : { ok: false, brokenAt: seq + 1 };
}
