/**
 * Why a picture did not come by WHEP.
 * refused: no right, or the ticket ran out (401, 403, 404) · unavailable: the camera has no picture now (503) ·
 * blocked: the answer came, but no picture within the time (UDP does not get through) · unsupported: a browser without
 * WebRTC or H.264 · network: the center was not reached
 */
export type WhepFault = 'refused' | 'unavailable' | 'blocked' | 'unsupported' | 'network';

/** Thrown by `openWhep`. */
export class WhepError extends Error {
  override readonly name = 'WhepError';
  readonly fault: WhepFault;

  constructor(fault: WhepFault) {
    super(`no picture by WHEP: ${fault}`);
    this.fault = fault;
  }
}

export interface WhepOptions {
  /** Where WHEP is spoken, absolute or from the page. */
  readonly url: string;
  /** Bearer token. */
  readonly ticket: string;
  /** Called once when the picture, after it was there, is lost. */
  readonly onLost: () => void;
  /** Patience from the answer to the first picture, ms. */
  readonly withinMs?: number;
}

/** A picture that comes by WHEP until it is closed. */
export interface WhepSession {
  readonly stream: MediaStream;
  /** Says goodbye to the center and ends the connection. Twice is harmless. */
  close(): void;
}

/** The center may have to wake the camera before it answers, ms. */
const ANSWER_WITHIN_MS = 10_000;
const PICTURE_WITHIN_MS = 3_000;
/** A connection that is disconnected for so long is lost, ms: the browser itself waits half a minute, over a picture that stands still. */
const GONE_MS = 3_000;
/** The own candidates are waited for no longer than this: the center finds the way back by itself, ms. */
const GATHER_MS = 250;

/** Connections that are open in this page; for tests that look for leaks. */
export const openWhepConnections = new Set<RTCPeerConnection>();

/** Opens a picture by WHEP (draft-ietf-wish-whep): offer, answer, first picture. Rejects with `WhepError`. */
export async function openWhep(options: WhepOptions): Promise<WhepSession> {
  const { url, ticket, onLost, withinMs = PICTURE_WITHIN_MS } = options;
  if (typeof RTCPeerConnection === 'undefined') throw new WhepError('unsupported');
  const pc = new RTCPeerConnection();
  openWhepConnections.add(pc);
  let resource: string | undefined;
  let closed = false;
  let going: ReturnType<typeof setTimeout> | undefined;
  const headers = { authorization: `Bearer ${ticket}` };

  const end = () => {
    if (closed) return;
    closed = true;
    clearTimeout(going);
    openWhepConnections.delete(pc);
    pc.close();
  };
  const leave = () => {
    if (closed) return;
    end();
    // The page may be going away: the request outlives it.
    if (resource) void fetch(resource, { method: 'DELETE', headers, keepalive: true }).catch(() => undefined);
  };

  try {
    const { receiver } = pc.addTransceiver('video', { direction: 'recvonly' });
    const seen = firstPicture(receiver.track);
    await pc.setLocalDescription(await pc.createOffer());
    await gathered(pc);
    const response = await post(url, pc.localDescription?.sdp ?? '', headers);
    resource = new URL(response.headers.get('location') ?? url, response.url).href;
    await pc.setRemoteDescription({ type: 'answer', sdp: await response.text() });
    if (!(await within(seen, withinMs))) throw new WhepError('blocked');
    const lost = () => {
      if (closed) return;
      end();
      onLost();
    };
    pc.addEventListener('connectionstatechange', () => {
      clearTimeout(going);
      if (pc.connectionState === 'failed') lost();
      else if (pc.connectionState === 'disconnected') going = setTimeout(lost, GONE_MS);
    });
    return { stream: new MediaStream([receiver.track]), close: leave };
  } catch (error) {
    // Without a goodbye: the same ticket is still good for the other way.
    end();
    throw error instanceof WhepError ? error : new WhepError('unsupported');
  }
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<Response> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), ANSWER_WITHIN_MS);
  try {
    const request = { method: 'POST', headers: { ...headers, 'content-type': 'application/sdp' }, body };
    const response = await fetch(url, { ...request, signal: over.signal });
    if (response.status === 201) return response;
    const refused = [401, 403, 404, 410].includes(response.status);
    throw new WhepError(refused ? 'refused' : response.status === 503 ? 'unavailable' : 'unsupported');
  } catch (error) {
    throw error instanceof WhepError ? error : new WhepError('network');
  } finally {
    clearTimeout(timer);
  }
}

/** A received track is muted until its first packets come. */
function firstPicture(track: MediaStreamTrack): Promise<void> {
  return new Promise((done) => {
    if (track.muted) track.addEventListener('unmute', () => done(), { once: true });
    else done();
  });
}

function gathered(pc: RTCPeerConnection): Promise<unknown> {
  const complete = new Promise<void>((done) => {
    const look = () => pc.iceGatheringState === 'complete' && done();
    pc.addEventListener('icegatheringstatechange', look);
    look();
  });
  return within(complete, GATHER_MS);
}

/** Whether it came in time. */
function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(false), ms);
    void promise.then(() => {
      clearTimeout(timer);
      done(true);
    });
  });
}
