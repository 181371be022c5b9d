/** How long the watch waits, ms. */
export interface Pace {
  /** Gone for so long, a box is suspect. */
  readonly suspectMs: number;
  /** Gone for so long, it is dark, and somebody is to see to it. */
  readonly ticketMs: number;
  /** Boxes of one building that went within so long went together. */
  readonly togetherMs: number;
  /** Boxes that go within so long after a building's ticket belong to it. */
  readonly joinMs: number;
  /** Longest and shortest time between two looks. */
  readonly lookMs: number;
  readonly gapMs: number;
}

/**
 * All waits follow from the time to the ticket, in seconds. At the usual 300 a box is suspect after 90 s, which is three
 * heartbeats, and a power cut's boxes may be three minutes apart.
 */
export function paceOf(ticketAfterS: number): Pace {
  const ticketMs = ticketAfterS * 1_000;
  return {
    suspectMs: Math.min(90_000, 0.3 * ticketMs),
    ticketMs,
    togetherMs: 0.6 * ticketMs,
    joinMs: 6 * ticketMs,
    lookMs: Math.min(30_000, 0.1 * ticketMs),
    gapMs: Math.min(2_000, 0.02 * ticketMs),
  };
}
