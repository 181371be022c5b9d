/** A bucket of tokens: `burst` at once, refilled at `perSecond`. Time in ms is given by the caller. */
export function tokenBucket(perSecond: number, burst: number) {
  let tokens = burst;
  let filledAt: number | undefined;
  return {
    /** Takes one; false when the bucket is empty. */
    take(nowMs: number): boolean {
      // A clock that was set back must not empty the bucket.
      const elapsed = Math.max(0, nowMs - (filledAt ?? nowMs));
      tokens = Math.min(burst, tokens + (elapsed / 1_000) * perSecond);
      filledAt = nowMs;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

/** A remote's keys cannot be pressed faster; a page that opens asks a few things at once. */
export const ASKS_PER_SECOND = 10;
export const ASKS_AT_ONCE = 40;
