import { gt } from 'drizzle-orm';
import type { Cursors, FeedMessage } from '../../protocol/wire.ts';
import type { Database } from '../database/database.ts';
import { gather } from '../gather.ts';
import type { Log } from '../log.ts';
import { readFeed } from './feed.ts';
import { feedHead } from './schema.ts';

const LOOK_EVERY_MS = 1_000;
/**
 * A number is written a while before its transaction commits, and clocks of machines differ: each look goes back so far.
 */
const LOOK_BACK_MS = 30_000;
/** Scopes that are read at once, and messages of each; a box that lacks more asks for them. */
const MOST_SCOPES = 200;
const MOST_MESSAGES = 200;

/** What the relay needs of the sockets. */
export interface Listeners {
  feed(scope: string, messages: readonly FeedMessage[]): void;
  hasBoxes(scope: string): boolean;
  onEmpty(left: (scope: string) => void): void;
}

/**
 * Passes lasting news on to the boxes that are connected to this process, each scope in order of its numbers and every
 * number once: its own right after the commit, and that of other processes on the same database when somebody says so
 * (`look`), or within a second.
 */
export interface Relay {
  /** Own news, after its commit. */
  take(communityId: string, message: FeedMessage): void;
  /** A box that is connected here has been told these numbers. */
  know(communityId: string, heads: Cursors): void;
  /** There may be something new in these scopes. */
  look(scopes: readonly string[]): void;
  stop(): Promise<void>;
}

/** How far the boxes here are in a scope, as far as this process knows. */
interface Place {
  readonly communityId: string;
  seq: number;
  /** Ids of the newest that were found in the database before their process, perhaps this one, told of them. */
  found: readonly string[];
}

export function openRelay(db: Database, listeners: Listeners, log: Log): Relay {
  const places = new Map<string, Place>();
  listeners.onEmpty((scope) => places.delete(scope));

  const newer = gather<string, void>(
    async (scopes) => {
      const wanted = [...new Set(scopes)].flatMap((scope) => {
        const place = places.get(scope);
        return place ? [{ communityId: place.communityId, scope, after: place.seq }] : [];
      });
      const found = await readFeed(db, wanted, { most: MOST_MESSAGES });
      for (const [index, { scope }] of wanted.entries()) passFound(scope, found[index] ?? []);
      return () => undefined;
    },
    { most: MOST_SCOPES },
  );

  function passFound(scope: string, messages: readonly FeedMessage[]): void {
    const place = places.get(scope);
    // Meanwhile some of them may have gone out as own news.
    const rest = messages.filter(({ seq }) => place && seq > place.seq);
    const last = rest.at(-1);
    if (!place || !last) return;
    place.seq = last.seq;
    place.found = [...place.found, ...rest.map(({ id }) => id)].slice(-MOST_MESSAGES);
    listeners.feed(scope, rest);
  }

  function look(scopes: readonly string[]): void {
    for (const scope of scopes) {
      if (!places.has(scope)) continue;
      newer.ask(scope).catch((error: unknown) => log.warn({ error }, 'news of another process was not read'));
    }
  }

  async function lookAround(): Promise<void> {
    const since = new Date(Date.now() - LOOK_BACK_MS).toISOString();
    const heads = await db
      .select({ scope: feedHead.scope, seq: feedHead.seq })
      .from(feedHead)
      .where(gt(feedHead.changedAt, since));
    look(heads.filter(({ scope, seq }) => seq > (places.get(scope)?.seq ?? seq)).map(({ scope }) => scope));
  }

  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= lookAround()
      .catch((error: unknown) => log.warn({ error }, 'could not look for news of other processes'))
      .finally(() => {
        looking = undefined;
      });
  }, LOOK_EVERY_MS);

  return {
    take(communityId, message) {
      const { scope, seq } = message;
      if (!listeners.hasBoxes(scope)) return;
      const place = places.get(scope);
      // A number before it was given by another process, or is on its way to us: both are committed by now.
      if (place && seq > place.seq + 1) return look([scope]);
      if (place?.found.includes(message.id)) return;
      // A number that is lower than those before, as after a change by hand, goes out too: boxes judge that.
      // The first one here may leave a gap: who lacks what was before it asks.
      places.set(scope, { communityId, seq, found: place?.found ?? [] });
      listeners.feed(scope, [message]);
    },
    know(communityId, heads) {
      for (const [scope, seq] of Object.entries(heads)) {
        // Others that listen here may be further behind than this box.
        if (!places.has(scope) && listeners.hasBoxes(scope)) places.set(scope, { communityId, seq, found: [] });
      }
    },
    look,
    async stop() {
      clearInterval(timer);
      await looking;
      await newer.idle();
    },
  };
}
