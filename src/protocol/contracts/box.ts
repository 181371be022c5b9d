import * as v from 'valibot';
import { ask, defineContract } from '../contract.ts';
import { Id } from '../ids.ts';
import { Instant } from '../time.ts';
import { CatchUp, Cursors } from '../wire.ts';

/** Days ahead and figures are for the whole community. `source` says how far to trust it: a long-term mean is marked so. */
export const Weather = v.object({
  kind: v.picklist(['sun', 'cloud', 'rain', 'snow']),
  low: v.number(),
  high: v.number(),
  source: v.picklist(['climate', 'staff', 'feed']),
  at: Instant,
});
export type Weather = v.InferOutput<typeof Weather>;

/** A resident as the own household's TV shows them. */
export const HomeResident = v.object({ id: Id, name: v.string(), salutation: v.string() });
export type HomeResident = v.InferOutput<typeof HomeResident>;

/** All that the first screen needs, in one answer; the box keeps the last one for the next boot. */
export const Home = v.object({
  community: v.object({ name: v.string(), helpPhone: v.string(), sample: v.boolean() }),
  household: v.object({ id: Id, label: v.string() }),
  residents: v.array(HomeResident),
  services: v.array(v.string()),
  weather: v.nullable(Weather),
  line: v.nullable(v.string()),
});
export type Home = v.InferOutput<typeof Home>;

/** Receipts of lasting news, in this order; a later step implies the earlier ones. */
export const RECEIPT_STEPS = ['received', 'shown', 'confirmed'] as const;
export const Receipt = v.object({ id: Id, step: v.picklist(RECEIPT_STEPS), at: Instant });
export type Receipt = v.InferOutput<typeof Receipt>;

/** What every box says and hears, whatever services there are. */
export const box = defineContract('box', {
  asks: {
    /** A box without a household asks for the code that a clerk types in. Valid for ten minutes, then asked again. */
    enrol: ask({ by: 'newcomer', input: v.object({}), reply: v.object({ code: v.string(), expiresAt: Instant }) }),
    home: ask({ by: 'box', input: v.object({}), reply: Home }),
    /** Lasting news after these cursors; asked when a gap shows. */
    catchup: ask({ by: 'box', input: v.object({ cursors: Cursors }), reply: CatchUp }),
    /** Says once more, in a batch, what has been received, shown and confirmed; answered after it is stored. */
    receipts: ask({
      by: 'box',
      input: v.object({ items: v.pipe(v.array(Receipt), v.minLength(1), v.maxLength(100)) }),
      reply: v.object({ stored: v.number() }),
      urgent: true,
    }),
  },
  pushes: {
    /** A clerk has typed the code: connect again. */
    enrolled: v.object({}),
    /** The box has been revoked: forget the secret. */
    revoked: v.object({}),
    /** What `home` answers has changed: ask again. */
    home: v.object({}),
  },
  screens: true,
});
