import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { refuse } from '../refuse.ts';
import type { Work } from '../work.ts';
import { askMemory } from './schema.ts';

/** An ask that changes something, as it is told from others. */
export interface KeyedAsk {
  key: string;
  asker: string;
  name: string;
  input: unknown;
}

/**
 * Runs a changing ask once per key, within its transaction. The same key again gives the remembered answer, also when
 * both run at the same moment: the second waits for the first's commit. A refusal is not remembered: it changed
 * nothing, and the same ask may succeed later. Refuses `conflict` for a key used for another ask.
 */
export async function once(work: Work, ask: KeyedAsk, run: () => Promise<unknown>): Promise<unknown> {
  const inputHash = createHash('sha256').update(JSON.stringify(ask.input)).digest('base64url');
  const mine = { communityId: work.communityId, key: ask.key };
  const [fresh] = await work.tx
    .insert(askMemory)
    .values({ ...mine, asker: ask.asker, name: ask.name, inputHash, askedAt: work.now })
    .onConflictDoNothing()
    .returning({ key: askMemory.key });
  const here = and(eq(askMemory.communityId, mine.communityId), eq(askMemory.key, mine.key));
  if (fresh) {
    const reply = await run();
    await work.tx.update(askMemory).set({ reply }).where(here);
    return reply;
  }
  const [known] = await work.tx.select().from(askMemory).where(here);
  if (known?.asker !== ask.asker || known.name !== ask.name || known.inputHash !== inputHash) {
    throw refuse('conflict', 'refusal.keyReused');
  }
  return known.reply;
}
