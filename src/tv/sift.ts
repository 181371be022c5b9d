import * as v from 'valibot';
import { Cursors, type FeedMessage } from '../protocol/wire.ts';

const Numbers = v.record(v.string(), v.number());

/** Where a box stands in the feed, by scope. */
export const Place = v.object({
  /** The number that the next news is expected after. */
  cursors: Cursors,
  /** The highest number that was ever passed, where the center has begun to count from a lower one. */
  tops: v.optional(Numbers, {}),
  /** When the latest news was sent, ms. */
  latest: v.optional(Numbers, {}),
});
export type Place = v.InferOutput<typeof Place>;

/**
 * A message that is told to nobody as news: its id was there before (`double`), its number was passed already
 * (`backward`), or its body is not of the form of its name (`unreadable`).
 */
export interface OddMessage {
  readonly why: 'double' | 'backward' | 'unreadable';
  readonly message: FeedMessage;
}

interface Sifted {
  readonly fresh: readonly FeedMessage[];
  readonly odd: readonly OddMessage[];
  readonly place: Place;
}

/** A box stands in a handful of scopes; so many are remembered at most. */
const SCOPES_MAX = 40;
const SCOPE_MAX_CHARS = 80;

/**
 * Tells news from what is none, and where the box stands afterwards. Old news is not told again because a center counts
 * from a lower number; one that was set up again from a copy is believed by what it says later than all before.
 */
export function sift(messages: readonly FeedMessage[], before: Place, seenBefore: readonly string[]): Sifted {
  const seen = new Set(seenBefore);
  const place = copyOf(before);
  const { cursors, tops, latest } = place;
  const fresh: FeedMessage[] = [];
  const odd: OddMessage[] = [];
  for (const message of messages) {
    const { scope, seq, id } = message;
    if (!isNumber(seq) || !hasRoom(cursors, scope)) continue;
    const at = Date.parse(message.at);
    const passed = Math.max(cursors[scope] ?? 0, tops[scope] ?? 0);
    const newest = latest[scope] ?? Number.POSITIVE_INFINITY;
    const later = at > newest || (at === newest && seq > (cursors[scope] ?? 0));
    if (seen.has(id) || (seq <= passed && !later)) {
      odd.push({ why: seen.has(id) ? 'double' : 'backward', message });
      if (seq > passed) cursors[scope] = seq;
      continue;
    }
    if (seq <= passed) tops[scope] = passed;
    cursors[scope] = seq;
    if (at > (latest[scope] ?? 0)) latest[scope] = at;
    seen.add(id);
    fresh.push(message);
  }
  return { fresh, odd, place };
}

/** Takes the numbers that the center has reached (`now` in ms); a cursor never goes back by them. */
export function advance(before: Place, heads: Cursors, now: number): Place {
  const place = copyOf(before);
  for (const [scope, head] of Object.entries(heads)) {
    if (!(head === 0 || isNumber(head)) || !hasRoom(place.cursors, scope)) continue;
    place.cursors[scope] = Math.max(head, place.cursors[scope] ?? 0);
    place.latest[scope] ??= now;
  }
  return place;
}

/** By number within each scope: a center reads them by time, and two of one moment may change places. */
export function inOrder(messages: readonly FeedMessage[]): FeedMessage[] {
  const scopes = [...new Set(messages.map(({ scope }) => scope))];
  return scopes.flatMap((scope) =>
    messages.filter((message) => message.scope === scope).sort((one, other) => one.seq - other.seq),
  );
}

/** A number that a feed can give. */
export const isNumber = (seq: number): boolean => Number.isSafeInteger(seq) && seq > 0;

const copyOf = ({ cursors, tops, latest }: Place): Place => ({
  cursors: { ...cursors },
  tops: { ...tops },
  latest: { ...latest },
});

function hasRoom(cursors: Cursors, scope: string): boolean {
  if (Object.hasOwn(cursors, scope)) return true;
  return scope.length <= SCOPE_MAX_CHARS && Object.keys(cursors).length < SCOPES_MAX;
}
