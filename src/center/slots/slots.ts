import { addDays, dayOf, instantOf } from '../../protocol/time.ts';
import { CapacityError, giveBack, leftOf, offer, take } from '../capacity/capacity.ts';
import type { Queries, Tx } from '../database/database.ts';
import { refuse } from '../refuse.ts';

/** A window that comes each day: from when to when (HH:mm in the community), how many fit in, and how long before it is full. */
export interface DailyWindow {
  readonly from: string;
  readonly to: string;
  readonly places: number;
  /** Minutes before `from` after which nobody can be taken in any more. */
  readonly closesMinutes: number;
}

/** One window of one day. `left` is how many still fit in. Times are ISO times. */
export interface Slot {
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly closesAt: string;
  readonly left: number;
}

/** Whose windows they are: `owner` is unique among all, e.g. 'shop:<merchant id>' or 'repair'. */
export interface SlotsOf {
  readonly communityId: string;
  readonly owner: string;
}

type Span = Pick<Slot, 'day' | 'from'>;

const keyOf = (owner: string, { day, from }: Span) => `slot:${owner}:${day}:${from}`;

/** The windows of a day without their counts. */
function spansOf(windows: readonly DailyWindow[], day: string) {
  return windows.map(({ from, to, places, closesMinutes }) => {
    const begins = instantOf(day, from);
    const closesAt = new Date(Date.parse(begins) - closesMinutes * 60_000).toISOString();
    return { day, from: begins, to: instantOf(day, to), closesAt, places };
  });
}

/** The windows of today and the days after it (`days` in all) that still take somebody in, in the order of time. */
export async function openSlots(
  db: Queries,
  of: SlotsOf & { windows: readonly DailyWindow[]; days: number; now: string },
): Promise<Slot[]> {
  const days = Array.from({ length: of.days }, (_, n) => addDays(dayOf(of.now), n));
  const spans = days.flatMap((day) => spansOf(of.windows, day)).filter(({ closesAt }) => closesAt > of.now);
  const keys = spans.map((span) => keyOf(of.owner, span));
  const known = await leftOf(db, of.communityId, keys);
  return spans
    .map(({ places, ...span }) => ({ ...span, left: known.get(keyOf(of.owner, span)) ?? places }))
    .filter(({ left }) => left > 0)
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
}

/**
 * Takes a place in the window that begins at `from` (ISO time) on `day`. Gives the window with what is left.
 * Refuses `gone` for a window that there is not, `late` once it has closed, `soldout` when it is full.
 */
export async function takeSlot(
  tx: Tx,
  of: SlotsOf & Span & { windows: readonly DailyWindow[]; now: string },
): Promise<Slot> {
  const found = spansOf(of.windows, of.day).find(({ from }) => from === of.from);
  if (!found) throw refuse('gone');
  const { places, ...span } = found;
  if (of.now >= span.closesAt) throw refuse('late');
  const counted = { communityId: of.communityId, key: keyOf(of.owner, span) };
  try {
    // Offered at the first taking, and again when the number of places has changed.
    await offer(tx, { ...counted, total: places });
    return { ...span, left: await take(tx, { ...counted, n: 1 }) };
  } catch (error) {
    // `taken`: fewer places than before, and more are taken already.
    if (error instanceof CapacityError && error.code !== 'unknown') throw refuse('soldout');
    throw error;
  }
}

/** Gives a place back; that it happens once is the caller's care, by the step that its request takes. */
export async function giveSlotBack(tx: Tx, of: SlotsOf & Span): Promise<void> {
  await giveBack(tx, { communityId: of.communityId, key: keyOf(of.owner, of), n: 1 });
}
