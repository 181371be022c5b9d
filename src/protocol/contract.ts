import type * as v from 'valibot';
import type { Role } from './roles.ts';

/** Any valibot schema: the one description of a shape, from which its type is inferred. */
export type Schema = v.GenericSchema<unknown, unknown>;

/**
 * Who may ask: a box, a box that has no household yet, a relative's phone, staff who hold one of the roles; or any `party`
 * of a call: a home's box, a relative's phone, or staff who may be called.
 */
export type Asker = 'box' | 'newcomer' | 'relative' | 'party' | readonly Role[];

/**
 * One question that a box or a console may put to the center.
 * - `changes` the ask changes something: it carries an idempotency key and runs in one transaction
 * - `survives` the box keeps it through restarts until the center has answered
 * - `secret` its input is guessed easily from a hash (a PIN): nothing of it is remembered with the key
 * - `urgent` free of rate limits; only for what lives hang on
 * - `merchants` a merchant's people may ask it, too, of what is theirs: every id in the input says by `idOf` of what kind it
 *   is, and what is theirs in the reply says so by `merchantId`. Without it they may not, whatever role they hold
 */
export interface Ask {
  readonly by: Asker;
  readonly input: Schema;
  readonly reply: Schema;
  readonly changes?: true;
  readonly survives?: true;
  readonly secret?: true;
  readonly urgent?: true;
  readonly merchants?: true;
}

/** Declares an ask; keeps the exact types of its schemas, of who may ask, and of its marks. */
export function ask<const Spec extends Ask>(spec: Spec): Spec {
  return spec;
}

/**
 * Everything one service (or one room of the center) says over the wire.
 * - `asks` questions with replies
 * - `pushes` passing news; who is not connected misses them, so a page asks again when it comes back
 * - `feed` lasting news: numbered, kept, and replayed to a box that was away
 * - `screens` its asks `by: 'box'` are also for the screens of public places; without it they are for homes alone
 */
export interface Contract {
  readonly id: string;
  readonly asks: Readonly<Record<string, Ask>>;
  readonly pushes: Readonly<Record<string, Schema>>;
  readonly feed: Readonly<Record<string, Schema>>;
  readonly screens: boolean;
}

/** Declares a contract. Names on the wire are `<id>:<name>`. */
export function defineContract<
  const Id extends string,
  Asks extends Contract['asks'],
  Pushes extends Contract['pushes'] = Record<never, Schema>,
  Feed extends Contract['feed'] = Record<never, Schema>,
>(
  id: Id,
  parts: { asks: Asks; pushes?: Pushes; feed?: Feed; screens?: true },
): { readonly id: Id; readonly asks: Asks; readonly pushes: Pushes; readonly feed: Feed; readonly screens: boolean } {
  const { asks, pushes = {} as Pushes, feed = {} as Feed, screens = false } = parts;
  return { id, asks, pushes, feed, screens };
}
