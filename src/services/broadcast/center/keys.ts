import { and, asc, desc, eq, gt, isNotNull } from 'drizzle-orm';
import * as v from 'valibot';
import type { CommunityHere } from '../../../center/community.ts';
import type { Queries } from '../../../center/database/database.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Vault } from '../../../center/vault/vault.ts';
import { signatureFits } from '../../../center/vault/vault.ts';
import { doWork, type Reading, type Work, type WorkPlace } from '../../../center/work.ts';
import { type KeyState, KeyStatement, type SignedStatement, signedText, type Verify } from '../protocol.ts';
import { signer, statement } from '../schema.ts';

/** What keys are made for; the beginnings of their files' names. */
const ISSUING = 'issuing';
const DRILL = 'drill';
/** Only the sample community's root lies on the server; a real one never comes near it. */
const SAMPLE_ROOT = 'sample-root';

/** Checks a signature of any purpose, as boxes do. */
export const fits: Verify = (purpose, text, signature, key) => signatureFits(key, signedText(purpose, text), signature);

/**
 * At each start: the first center of a community makes its keys and says so in the first statement. Gives whether it
 * was the first.
 */
export async function openKeys(place: WorkPlace, community: CommunityHere): Promise<boolean> {
  const first = await doWork(place, community.id, async (work) => {
    if (await lastStatement(work.db, community.id)) return false;
    const { vault } = work;
    const root = community.sample ? (vault.of(SAMPLE_ROOT)[0] ?? vault.make(SAMPLE_ROOT)) : null;
    const issuing: KeyStatement['issuing'] = [vault.make(ISSUING), vault.make(ISSUING)];
    await state(work, {
      v: 1,
      community: community.id,
      serial: 1,
      root,
      issuing,
      drill: vault.make(DRILL),
      revoked: [],
      at: work.now,
    });
    work.audit('center', 'broadcast.keys.make', `community:${community.id}`);
    return true;
  });
  const missing = (await keysOf(place.db, community.id)).issuing.filter((key) => !place.vault.has(key));
  if (missing.length > 0) {
    place.log.error({ missing: missing.length }, 'KEYS_DIR lacks private keys: warnings cannot be signed');
  }
  return first;
}

/** What boxes believe now. Throws when there is no statement: `openKeys` runs before anybody is let in. */
export async function keysOf(db: Queries, communityId: string): Promise<KeyStatement> {
  const last = await lastStatement(db, communityId);
  if (!last) throw new Error('no statement of keys');
  return last;
}

async function lastStatement(db: Queries, communityId: string): Promise<KeyStatement | undefined> {
  const [row] = await db
    .select({ text: statement.text })
    .from(statement)
    .where(eq(statement.communityId, communityId))
    .orderBy(desc(statement.serial))
    .limit(1);
  return row && v.parse(KeyStatement, JSON.parse(row.text));
}

/** The statements after a serial, oldest first. */
export async function statementsAfter(db: Queries, communityId: string, serial: number): Promise<SignedStatement[]> {
  return db
    .select({ text: statement.text, key: statement.key, signature: statement.signature })
    .from(statement)
    .where(and(eq(statement.communityId, communityId), gt(statement.serial, serial)))
    .orderBy(asc(statement.serial));
}

/** Adds a statement, signed by a key that the one before it names; boxes on line hear of it. */
async function state(work: Work, next: KeyStatement, before?: KeyStatement): Promise<void> {
  const key = (before ?? next).issuing.find((one) => work.vault.has(one));
  if (!key) throw refuse('unavailable', 'broadcast.refused.noKeys');
  const text = JSON.stringify(next);
  await work.tx.insert(statement).values({
    communityId: work.communityId,
    serial: next.serial,
    text,
    key,
    signature: work.vault.sign(key, signedText('statement', text)),
  });
  work.tellBoxes(`community:${work.communityId}`, 'broadcast:keys', { serial: next.serial });
}

/** Changes what boxes believe, by one more statement. */
async function restate(work: Work, change: Partial<KeyStatement>): Promise<KeyState> {
  const before = await keysOf(work.db, work.communityId);
  await state(work, { ...before, ...change, serial: before.serial + 1, at: work.now }, before);
  return keyState(work);
}

/** The second pinned key becomes the first, and a new second is made. */
export async function rotate(work: Work): Promise<KeyState> {
  const { issuing } = await keysOf(work.db, work.communityId);
  return restate(work, { issuing: [issuing[1], work.vault.make(ISSUING)] });
}

/** Sets the root, once. Refuses `conflict` when there is another. */
export async function setRoot(work: Work, root: string): Promise<KeyState> {
  const before = await keysOf(work.db, work.communityId);
  if (before.root === root) return keyState(work);
  if (before.root) throw refuse('conflict', 'broadcast.refused.rootIsSet');
  return restate(work, { root });
}

/** Tells boxes which certified keys count no more. */
export async function restateRevoked(work: Work): Promise<void> {
  const rows = await work.tx
    .select({ key: signer.key })
    .from(signer)
    .where(and(eq(signer.communityId, work.communityId), isNotNull(signer.revokedAt)))
    .orderBy(asc(signer.revokedAt));
  await restate(work, { revoked: rows.map(({ key }) => key) });
}

/** The keys as the console shows them. */
export async function keyState({ db, communityId, vault }: Reading): Promise<KeyState> {
  const { serial, root, issuing, drill, revoked, at } = await keysOf(db, communityId);
  return {
    serial,
    root,
    sampleRoot: root !== null && vault.of(SAMPLE_ROOT).includes(root),
    issuing,
    drill,
    revoked,
    rotatedAt: at,
    missing: [...issuing, drill].filter((key) => !vault.has(key)),
  };
}

/** Signs as the sample community's root; undefined where the root is kept off the server, as it should be. */
export function signAsSampleRoot(vault: Vault, root: string | null, text: string): string | undefined {
  if (!root || !vault.of(SAMPLE_ROOT).includes(root)) return undefined;
  return vault.sign(root, signedText('certificate', text));
}
