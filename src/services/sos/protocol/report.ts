import * as v from 'valibot';
import { CHAIN_STEPS } from '../../../protocol/contracts/responders.ts';
import { Id } from '../../../protocol/ids.ts';
import { Day } from '../../../protocol/time.ts';
import { CLOSING_CODES, SOS_STATES } from './states.ts';

/**
 * How fast something came. `of` counts the alarms that called for it, `came` those where it did. The percentiles (s)
 * are of those where it came; the shares (0 to 1, null of none) are of all, so that an alarm that nobody took counts
 * as late.
 */
export const Times = v.object({
  of: v.number(),
  came: v.number(),
  p50S: v.nullable(v.number()),
  p95S: v.nullable(v.number()),
  within60: v.nullable(v.number()),
  within180: v.nullable(v.number()),
});
export type Times = v.InferOutput<typeof Times>;

/**
 * Calls for help first pressed in a period; drills are left out.
 *
 * Two things are called "answered". The standards of telecare (TSA: 97.5 % in 60 s, 99 % in 180 s) mean that an
 * operator has picked up: here that is `owner`, first press → an officer has taken it. `talk` is first press → the
 * state `answered`, somebody talks with the room. The first press is by the box's clock, so time without a line
 * counts. An alarm cancelled before anybody took it called for neither; one that became an alarm again because the
 * call back reached nobody counts from then on.
 */
export const SosReport = v.object({
  from: Day,
  to: Day,
  alarms: v.number(),
  byState: v.array(v.object({ state: v.picklist(SOS_STATES), alarms: v.number() })),
  byCode: v.array(v.object({ code: v.picklist(CLOSING_CODES), alarms: v.number() })),
  owner: Times,
  talk: Times,
  /** Taken back by the resident, whatever came of it. */
  cancelled: v.number(),
  /** Of those: alarms again, because the call back reached nobody. */
  reopened: v.number(),
  /** In how many alarms each step of the chain came. */
  escalated: v.array(v.object({ who: v.picklist(CHAIN_STEPS), alarms: v.number() })),
  buildings: v.array(v.object({ id: Id, name: v.string(), alarms: v.number(), owner: Times })),
});
export type SosReport = v.InferOutput<typeof SosReport>;
