import type { Programme } from '../protocol.ts';

const HALF_HOUR_MS = 1_800_000;

/** Part of a programme that a window of time shows. */
export interface GuidePiece {
  readonly programme: Programme;
  /** Shares of the window's width. */
  readonly from: number;
  readonly to: number;
}

/** Windows begin at a half hour: at the one that runs. ms */
export function windowStart(now: number): number {
  return Math.floor(now / HALF_HOUR_MS) * HALF_HOUR_MS;
}

/** What a channel shows within a window (ms), in order; gaps stay gaps. */
export function piecesIn(
  programmes: readonly Programme[],
  channelId: string,
  start: number,
  length: number,
): GuidePiece[] {
  const share = (at: string) => Math.min(1, Math.max(0, (Date.parse(at) - start) / length));
  return programmes
    .filter((one) => one.channelId === channelId)
    .map((programme) => ({ programme, from: share(programme.startsAt), to: share(programme.endsAt) }))
    .filter(({ from, to }) => to > from);
}
