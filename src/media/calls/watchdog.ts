/** Media that flowed and stands still for so long is broken, ms; browsers themselves need 5 to 15 s to notice. */
export const STALLED_MS = 1_500;
/** It flowed when it grew at so many looks in a row. Where nobody sends, reports come in seconds apart and prove nothing. */
const STEADY_LOOKS = 4;
export const LOOK_EVERY_MS = 500;

/** Notices by the bytes that came in that a way between two pages has died. */
export class Watchdog {
  #bytes = 0;
  #grewAt = 0;
  #looks = 0;

  /** Bytes received so far, at `now` (ms): whether they flow, stand still after having flowed, or tell nothing. */
  look(bytes: number, now: number): 'flowing' | 'stalled' | 'unknown' {
    if (bytes > this.#bytes) {
      this.#bytes = bytes;
      this.#grewAt = now;
      this.#looks += 1;
      return 'flowing';
    }
    const steady = this.#looks >= STEADY_LOOKS;
    if (now - this.#grewAt < STALLED_MS) return 'unknown';
    if (!steady) this.#looks = 0;
    return steady ? 'stalled' : 'unknown';
  }

  /** A new way was found: what the old one did no longer counts. */
  reset(): void {
    this.#looks = 0;
  }
}

/** Bytes that a connection has received, by its statistics (W3C webrtc-stats: transport; older browsers: pairs). */
export async function receivedBytes(connection: RTCPeerConnection): Promise<number> {
  let transports = 0;
  let pairs = 0;
  const reports = await connection.getStats();
  reports.forEach((report: { type: string; bytesReceived?: number }) => {
    if (report.type === 'transport') transports += report.bytesReceived ?? 0;
    if (report.type === 'candidate-pair') pairs += report.bytesReceived ?? 0;
  });
  return transports || pairs;
}
