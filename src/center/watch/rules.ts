import type { GoneState } from '../../protocol/contracts/people.ts';
import { addDays, dayOf, instantOf, shanghai } from '../../protocol/time.ts';
import type { Pace } from './pace.ts';

/** Hours of the night (Asia/Shanghai) in which some households switch their box off. */
const NIGHT = { from: 21, to: 7 };

/** Of a building's boxes, so many gone together are the building's fault: this many, or more than this share of them. */
const MANY = 5;
const SHARE = 0.3;

/** A box that is not there, as the rules look at it. */
export interface Gone {
  /** ISO time; see `counts_from` of the schema. */
  readonly countsFrom: string;
  /** Its household switches it off at night. */
  readonly offAtNight: boolean;
}

/** When somebody is to see to it, ms. What comes due in a night of a household that sleeps waits for the morning. */
export function ticketAt({ countsFrom, offAtNight }: Gone, pace: Pace): number {
  const due = Date.parse(countsFrom) + pace.ticketMs;
  return offAtNight && isNight(due) ? morningAfter(due) + pace.ticketMs : due;
}

/** How a box that is gone stands at `now` (ms). */
export function goneState(gone: Gone, now: number, pace: Pace): GoneState {
  const ms = now - Date.parse(gone.countsFrom);
  if (ms < pace.suspectMs) return 'returning';
  if (ms < pace.ticketMs) return 'suspect';
  return now < ticketAt(gone, pace) ? 'asleep' : 'dark';
}

/** The next moment (ms) after `now` at which it will stand differently; undefined when time alone changes nothing more. */
export function nextChange(gone: Gone, now: number, pace: Pace): number | undefined {
  const from = Date.parse(gone.countsFrom);
  const moments = [from + pace.suspectMs, from + pace.ticketMs, ticketAt(gone, pace)];
  return moments.find((moment) => moment > now);
}

/** A box that is gone and has no ticket yet; `due` when it is to have one now. */
export interface Untended {
  readonly boxId: string;
  readonly buildingId: string;
  readonly countsFrom: string;
  readonly due: boolean;
}

/** What one ticket is to be about: a box, or (`whole`) a building of which many went together. */
export interface Grouped<Box> {
  readonly buildingId: string;
  readonly whole: boolean;
  readonly boxes: readonly Box[];
}

/**
 * Which tickets are to be opened. Boxes of a building that went together with one that is due make one ticket, also those
 * that are not due yet, when they are many by `boxesIn` (boxes in use, by building); all others get one each.
 */
export function groupDark<Box extends Untended>(
  untended: readonly Box[],
  boxesIn: ReadonlyMap<string, number>,
  pace: Pace,
): Grouped<Box>[] {
  const groups: Grouped<Box>[] = [];
  for (const [buildingId, ofBuilding] of Map.groupBy(untended, (box) => box.buildingId)) {
    const left = new Set(ofBuilding.toSorted((a, b) => a.countsFrom.localeCompare(b.countsFrom)));
    for (const box of left) {
      if (!box.due) continue;
      const together = [...left].filter((other) => apart(box, other) <= pace.togetherMs);
      const whole = isMany(together.length, boxesIn.get(buildingId) ?? 0);
      const boxes = whole ? together : [box];
      groups.push({ buildingId, whole, boxes });
      for (const taken of boxes) left.delete(taken);
    }
  }
  return groups;
}

/** How long a spell (ISO times) was, in ms, cut to what lies after `since`; one that goes on has lasted until `now` (ms). */
export function lengthOf(spell: { from: string; until: string | null }, since: number, now: number): number {
  const until = spell.until === null ? now : Date.parse(spell.until);
  return Math.max(0, until - Math.max(since, Date.parse(spell.from)));
}

function isMany(count: number, of: number): boolean {
  return count >= MANY || (count > 1 && count > SHARE * of);
}

function apart(one: Untended, other: Untended): number {
  return Math.abs(Date.parse(one.countsFrom) - Date.parse(other.countsFrom));
}

function isNight(at: number): boolean {
  const hour = shanghai(at).hour();
  return hour >= NIGHT.from || hour < NIGHT.to;
}

/** ms of the first morning after a moment of the night. */
function morningAfter(at: number): number {
  const day = shanghai(at).hour() >= NIGHT.from ? addDays(dayOf(at), 1) : dayOf(at);
  return Date.parse(instantOf(day, `0${NIGHT.to}:00`));
}
