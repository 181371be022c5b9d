import { and, lt, sql } from 'drizzle-orm';
import { call } from './calls/schema.ts';
import { feedMessage } from './feed/schema.ts';
import { newcomer, staffSession } from './identity/schema.ts';
import { askMemory } from './io/schema.ts';
import { longWords } from './nodes/schema.ts';
import { sampleDay } from './sample/sample.ts';
import { boxSpell } from './watch/schema.ts';
import type { WorkPlace } from './work.ts';

const EVERY_MS = 30 * 60_000;
const DAY_MS = 86_400_000;

/** How long the center remembers what it answered to an idempotency key; boxes keep an unanswered ask no longer. */
const MEMORY_DAYS = 7;
const FEED_DAYS = 90;
const SPELL_DAYS = 90;
/** Who called whom is nobody's business for longer. */
const CALL_DAYS = 180;

/** Now and then forgets what nobody will ask for again, and keeps the sample community's days filled. Gives its end. */
export function startSweep(place: WorkPlace, community: { id: string; sample: boolean } | undefined): () => void {
  async function sweep(): Promise<void> {
    const now = place.clock().getTime();
    const ago = (days: number) => new Date(now - days * DAY_MS).toISOString();
    await place.db.delete(askMemory).where(lt(askMemory.askedAt, ago(MEMORY_DAYS)));
    await place.db.delete(staffSession).where(lt(staffSession.expiresAt, ago(0)));
    // They were read within a second; an hour bears any clock.
    await place.db.delete(longWords).where(lt(longWords.at, ago(1 / 24)));
    await place.db.delete(newcomer).where(lt(newcomer.expiresAt, ago(0)));
    await place.db
      .delete(feedMessage)
      .where(
        and(lt(feedMessage.at, ago(FEED_DAYS)), sql`coalesce(${feedMessage.expiresAt}, ${feedMessage.at}) < ${ago(0)}`),
      );
    await place.db.delete(call).where(lt(call.startedAt, ago(CALL_DAYS)));
    await place.db.delete(boxSpell).where(lt(boxSpell.until, ago(SPELL_DAYS)));
    if (community?.sample) await sampleDay(place, community.id);
  }
  const timer = setInterval(() => {
    sweep().catch((error: unknown) => place.log.error({ error }, 'the sweep failed; it comes again'));
  }, EVERY_MS);
  return () => clearInterval(timer);
}
