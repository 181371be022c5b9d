import { eq } from 'drizzle-orm';
import { services } from '../protocol/services.ts';
import type { Actor } from './actor.ts';
import type { Database } from './database/database.ts';
import { community } from './identity/schema.ts';
import { refuse } from './refuse.ts';

/** How long what is on is believed without another look, ms: a change at another process is followed as late. */
const BELIEVED_MS = 1_000;

/** Which services a community has switched on. */
export interface Profile {
  /**
   * Refuses `off` what residents and their relatives ask of a service that is switched off. Staff go on: what is under way
   * is brought to its end.
   */
  check(askName: string, actor: Actor): Promise<void>;
  /** It has changed here. */
  forget(communityId: string): void;
}

/** Opens the profiles of the communities in this database. */
export function openProfile(db: Database): Profile {
  const known = new Map<string, { readonly on: ReadonlySet<string>; readonly until: number }>();

  async function onIn(communityId: string): Promise<ReadonlySet<string>> {
    const kept = known.get(communityId);
    if (kept && kept.until > performance.now()) return kept.on;
    const [row] = await db.select({ on: community.services }).from(community).where(eq(community.id, communityId));
    const on = new Set(row?.on);
    known.set(communityId, { on, until: performance.now() + BELIEVED_MS });
    return on;
  }

  return {
    async check(askName, actor) {
      const [service = ''] = askName.split(':');
      if (!Object.hasOwn(services, service) || (actor.kind !== 'box' && actor.kind !== 'relative')) return;
      if (!(await onIn(actor.communityId)).has(service)) throw refuse('off');
    },
    forget: (communityId) => void known.delete(communityId),
  };
}
