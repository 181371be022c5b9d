import { openWhep, WhepError, type WhepSession } from './whep.ts';

/** How a camera's picture comes: at once by WebRTC, or by HLS a second or two late. */
export type LivePicture =
  | { readonly kind: 'stream'; readonly stream: MediaStream; close(): void }
  | { readonly kind: 'hls'; readonly url: string; close(): void };

export interface LiveOptions {
  /** Absolute, or from the page. */
  readonly whep: string;
  readonly hls: string;
  readonly ticket: string;
  readonly onLost: () => void;
}

/**
 * Opens a camera's live picture: by WHEP, and where that brings no picture within 3 s, by HLS with the same ticket. Rejects
 * with `WhepError` where HLS would not help either: no right, or a camera without a picture.
 */
export async function openLive({ whep, hls, ticket, onLost }: LiveOptions): Promise<LivePicture> {
  const leave = () =>
    void fetch(whep, { method: 'DELETE', headers: { authorization: `Bearer ${ticket}` }, keepalive: true }).catch(
      () => undefined,
    );
  try {
    const session: WhepSession = await openWhep({ url: whep, ticket, onLost });
    return { kind: 'stream', stream: session.stream, close: () => session.close() };
  } catch (error) {
    const fault = error instanceof WhepError ? error.fault : 'unsupported';
    if (fault === 'refused' || fault === 'unavailable' || fault === 'network') throw error;
    return { kind: 'hls', url: hls, close: leave };
  }
}
