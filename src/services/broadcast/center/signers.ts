import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import * as v from 'valibot';
import type { StaffActor } from '../../../center/actor.ts';
import type { Queries } from '../../../center/database/database.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Reading, Work } from '../../../center/work.ts';
import { approvers, Certificate, type Holder, type SignedText, type Signer, writers } from '../protocol.ts';
import { signer } from '../schema.ts';
import { fits, keysOf, restateRevoked, signAsSampleRoot } from './keys.ts';

type SignerRow = typeof signer.$inferSelect;

/** A certificate of the sample community lasts so long; real ones as long as the admin says. */
const SAMPLE_DAYS = 365;
/** Clocks of browsers, and a first signature in the same minute, ms. */
const BEFORE_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

/** What a person may do with a key, by their roles. */
export function holderOf(actor: StaffActor): Extract<Holder, { kind: 'person' }> {
  const has = (wanted: readonly string[]) => actor.roles.some((role) => wanted.includes(role));
  const may = [has(writers) && ('write' as const), has(approvers) && ('approve' as const)].filter(
    (one) => one !== false,
  );
  return { kind: 'person', id: actor.staffId, name: actor.name, may };
}

function view(row: SignerRow): Signer {
  return {
    key: row.key,
    holder: row.holder,
    state: row.revokedAt ? 'revoked' : row.certificate ? 'certified' : 'asked',
    fingerprint: createHash('sha256').update(row.key).digest('hex').slice(0, 20),
    askedAt: row.askedAt,
    expires: row.expiresAt,
  };
}

/** All keys that were ever asked for, by their holders. */
export async function listSigners(db: Queries, communityId: string): Promise<Signer[]> {
  const rows = await db.select().from(signer).where(eq(signer.communityId, communityId)).orderBy(signer.askedAt);
  return rows.map(view);
}

async function findSigner(db: Queries, communityId: string, key: string): Promise<SignerRow> {
  const [row] = await db
    .select()
    .from(signer)
    .where(and(eq(signer.communityId, communityId), eq(signer.key, key)));
  if (!row) throw refuse('gone');
  return row;
}

/**
 * Takes a key that a person's browser has made. `proof` shows that the private half is there: a signature over the
 * person's id. Where the root lies on the server (the sample community) it is certified at once.
 */
export async function enrolSigner(work: Work, actor: StaffActor, key: string, proof: string): Promise<Signer> {
  if (!fits('enrolment', actor.staffId, proof, key)) throw refuse('invalid', 'broadcast.refused.proof');
  const holder = holderOf(actor);
  if (holder.may.length === 0) throw refuse('forbidden');
  const [row] = await work.tx
    .insert(signer)
    .values({ communityId: work.communityId, key, holderId: actor.staffId, holder, askedAt: work.now })
    .onConflictDoNothing()
    .returning();
  work.audit(actor, 'broadcast.signer.ask', `staff:${actor.staffId}`, { key });
  if (!row) return view(await findSigner(work.db, work.communityId, key));
  const text = certificateText(work, key, holder, SAMPLE_DAYS);
  const { root } = await keysOf(work.db, work.communityId);
  const signature = signAsSampleRoot(work.vault, root, text);
  return signature ? certifySigner(work, key, { text, signature }) : view(row);
}

/** Makes a key for an automatic source, whose private half lies in the vault. Gives the public one. */
export async function addSourceSigner(work: Work, holder: Extract<Holder, { kind: 'source' }>): Promise<Signer> {
  const key = work.vault.make('source');
  const { communityId, now } = work;
  await work.tx.insert(signer).values({ communityId, key, holderId: holder.id, holder, askedAt: now });
  const text = certificateText(work, key, holder, SAMPLE_DAYS);
  const { root } = await keysOf(work.db, communityId);
  const signature = signAsSampleRoot(work.vault, root, text);
  return signature ? certifySigner(work, key, { text, signature }) : view(await findSigner(work.db, communityId, key));
}

/** The exact text that the root is to sign for a key. */
export function certificateText({ communityId, now }: Reading, key: string, holder: Holder, days: number): string {
  const at = Date.parse(now);
  const certificate: Certificate = {
    v: 1,
    community: communityId,
    key,
    holder,
    notBefore: new Date(at - BEFORE_MS).toISOString(),
    expires: new Date(at + days * DAY_MS).toISOString(),
  };
  return JSON.stringify(certificate);
}

/**
 * Takes the root's signature over a certificate. Refuses `invalid` when it does not fit, `conflict` when it is for
 * another holder than the one who asked, `gone` for a key that nobody asked for.
 */
export async function certifySigner(work: Work, key: string, signed: SignedText): Promise<Signer> {
  const row = await findSigner(work.db, work.communityId, key);
  const { root } = await keysOf(work.db, work.communityId);
  if (!root || !fits('certificate', signed.text, signed.signature, root)) {
    throw refuse('invalid', 'broadcast.refused.notTheRoot');
  }
  const parsed = v.safeParse(Certificate, JSON.parse(signed.text));
  if (!parsed.success || parsed.output.key !== key || parsed.output.community !== work.communityId) {
    throw refuse('invalid', 'broadcast.refused.notTheRoot');
  }
  const { holder, expires } = parsed.output;
  if (holder.id !== row.holderId || row.revokedAt) throw refuse('conflict');
  const [next] = await work.tx
    .update(signer)
    .set({ certificate: signed, holder, expiresAt: expires })
    .where(and(eq(signer.communityId, work.communityId), eq(signer.key, key)))
    .returning();
  if (!next) throw refuse('gone');
  return view(next);
}

/** From now on the key counts no more, here and on every box. */
export async function revokeSigner(work: Work, key: string): Promise<Signer> {
  const [row] = await work.tx
    .update(signer)
    .set({ revokedAt: work.now })
    .where(and(eq(signer.communityId, work.communityId), eq(signer.key, key), isNull(signer.revokedAt)))
    .returning();
  if (!row) throw refuse('gone');
  await restateRevoked(work);
  return view(row);
}

/** A key that may sign now, with its proof. Refuses `forbidden` with the words that say what is missing. */
export async function certifiedKey(
  { db, communityId, now }: Reading,
  key: string,
  holderId: string,
): Promise<{ holder: Holder; certificate: SignedText }> {
  const [row] = await db
    .select()
    .from(signer)
    .where(and(eq(signer.communityId, communityId), eq(signer.key, key), eq(signer.holderId, holderId)));
  const usable = row?.certificate && !row.revokedAt && row.expiresAt !== null && row.expiresAt > now;
  if (!usable || !row.certificate) throw refuse('forbidden', 'broadcast.refused.noCertificate');
  return { holder: row.holder, certificate: row.certificate };
}

/** The key of a source that may sign now; undefined when it has none. */
export async function sourceKey(
  { db, communityId, now, vault }: Reading,
  sourceId: string,
): Promise<string | undefined> {
  const rows = await db
    .select()
    .from(signer)
    .where(and(eq(signer.communityId, communityId), eq(signer.holderId, sourceId), isNull(signer.revokedAt)));
  return rows.find((row) => row.certificate && row.expiresAt && row.expiresAt > now && vault.has(row.key))?.key;
}
