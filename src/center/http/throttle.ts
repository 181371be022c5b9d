/** After so many wrong passwords for a login, or from an address, the next try waits. */
const TRIES = 5;
const WINDOW_MS = 5 * 60_000;
const MOST_KEYS = 10_000;

/** Counts failures by key (a login, an address) within five minutes. Time in ms is given by the caller. */
export function loginThrottle() {
  const failures = new Map<string, number[]>();
  const recent = (key: string, nowMs: number) => (failures.get(key) ?? []).filter((at) => at > nowMs - WINDOW_MS);

  return {
    /** Minutes to wait; 0 when a try is free. */
    waitMinutes(keys: readonly string[], nowMs: number): number {
      const waits = keys.map((key) => {
        const times = recent(key, nowMs);
        const oldest = times.at(-TRIES);
        return oldest === undefined ? 0 : Math.ceil((oldest + WINDOW_MS - nowMs) / 60_000);
      });
      return Math.max(0, ...waits);
    },
    failed(keys: readonly string[], nowMs: number): void {
      for (const key of keys) {
        const times = recent(key, nowMs);
        failures.delete(key);
        failures.set(key, [...times, nowMs].slice(-TRIES));
      }
      // Oldest first: someone who tries many logins pushes out nobody's recent failures but their own.
      for (const key of failures.keys()) {
        if (failures.size <= MOST_KEYS) break;
        failures.delete(key);
      }
    },
    succeeded(keys: readonly string[]): void {
      for (const key of keys) failures.delete(key);
    },
  };
}
