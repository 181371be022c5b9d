import { sql } from 'drizzle-orm';
import type { CatchUp, Cursors, FeedMessage } from '../../protocol/wire.ts';
import type { Queries } from '../database/database.ts';
import { type Gathered, gather } from '../gather.ts';
import { readFeed, type Wanted } from './feed.ts';

/** More than this a box that was long away is not sent; it has the services' own lists for what is older. */
const MOST_MISSED = 200;
/** Boxes that are caught up by one lookup. */
const MOST_BOXES = 500;

/** A box that comes back, or finds a gap. */
export interface Absent {
  readonly communityId: string;
  readonly scopes: readonly string[];
  readonly cursors: Cursors;
}

/** Catches boxes up, many at a time. `clock` says what has expired. */
export function openCatchUp(db: Queries, clock: () => Date): Gathered<Absent, CatchUp> {
  return gather((absent) => catchUp(db, absent, clock().toISOString()), { most: MOST_BOXES });
}

/**
 * What boxes have missed in their scopes since their cursors. A scope that a box has no cursor for (a new box) gives
 * only what is still valid by an expiry of its own: news of the past is not news to it.
 */
async function catchUp(db: Queries, absent: readonly Absent[], now: string): Promise<(box: Absent) => CatchUp> {
  // First the heads: what is committed after them comes by the room, which the box has joined before.
  const heads = await readHeads(db, absent);
  const headOf = ({ communityId }: Absent, scope: string) => heads.get(`${communityId} ${scope}`) ?? 0;
  const wantedBy = (box: Absent): Wanted[] =>
    box.scopes
      .filter((scope) => (box.cursors[scope] ?? 0) < headOf(box, scope))
      .map((scope) => ({
        communityId: box.communityId,
        scope,
        fresh: box.cursors[scope] === undefined,
        after: box.cursors[scope] ?? 0,
      }));
  const missed = await readMissed(db, absent.flatMap(wantedBy), now);
  return (box) => ({
    heads: Object.fromEntries(box.scopes.map((scope) => [scope, headOf(box, scope)])),
    messages: wantedBy(box)
      .flatMap((wanted) => (missed.get(keyOf(wanted)) ?? []).filter(({ seq }) => seq > wanted.after))
      .filter(({ scope, seq }) => seq <= headOf(box, scope))
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.seq - b.seq))
      .slice(-MOST_MISSED),
  });
}

async function readHeads(db: Queries, absent: readonly Absent[]): Promise<Map<string, number>> {
  const asked = new Map<string, { communityId: string; scope: string }>();
  for (const { communityId, scopes } of absent) {
    for (const scope of scopes) asked.set(`${communityId} ${scope}`, { communityId, scope });
  }
  const all = [...asked.values()];
  const { rows } = await db.execute<{ key: string; seq: string }>(sql`
    SELECT community_id || ' ' || scope AS key, seq
    FROM unnest(
      ${sql.param(all.map(({ communityId }) => communityId))}::uuid[],
      ${sql.param(all.map(({ scope }) => scope))}::text[]) AS asked (community_id, scope)
    JOIN feed_head USING (community_id, scope)`);
  return new Map(rows.map(({ key, seq }) => [key, Number(seq)]));
}

const keyOf = ({ communityId, scope, fresh }: Wanted) => `${communityId} ${scope} ${fresh}`;

/** What is still valid of each scope after the lowest number that is wanted, by what was wanted. */
async function readMissed(db: Queries, wanted: readonly Wanted[], now: string): Promise<Map<string, FeedMessage[]>> {
  const lowest = new Map<string, Wanted>();
  for (const one of wanted) {
    const known = lowest.get(keyOf(one));
    if (!known || one.after < known.after) lowest.set(keyOf(one), one);
  }
  const messages = await readFeed(db, [...lowest.values()], { most: MOST_MISSED, validAt: now });
  return new Map([...lowest.keys()].map((key, place) => [key, messages[place] ?? []]));
}
