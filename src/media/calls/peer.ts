import 'webrtc-adapter';
import type { Signal as CallSignal, IceServers } from '../../protocol/contracts/calls.ts';
import { Signal } from '../signal.ts';
import { trimCodecs } from './codecs.ts';
import { whenSeen } from './first-frame.ts';
import { LOOK_EVERY_MS, receivedBytes, Watchdog } from './watchdog.ts';

export type PeerLink = 'connecting' | 'connected' | 'reconnecting' | 'failed';
/** turn-refused: the relay does not take our name and password · no-way: no way between the two pages was found. */
export type PeerFault = 'turn-refused' | 'no-way';

export interface PeerOptions {
  /** The caller makes the first offer; the callee gives way when two offers cross. */
  readonly role: 'caller' | 'callee';
  readonly ice: IceServers;
  /** Relays whose password is still good, for a new way. */
  readonly freshIce: () => Promise<IceServers>;
  /** Passes a signal to the other page; false when the line was down. */
  readonly send: (signal: CallSignal) => Promise<boolean>;
}

/** A first way is found in this time or none will be, ms. */
const FIRST_WAY_MS = 15_000;
/** A way that was lost is looked for so long, ms: routers start in less. */
const NEW_WAY_MS = 60_000;
/** Between tries for a new way, ms; the last one stays. */
const BACKOFF_MS = [2_000, 4_000, 8_000];

/**
 * One connection between two pages: perfect negotiation (W3C WebRTC, § 10.7) over whatever `send` is. Sound and picture
 * have their lines from the start, so that tracks come and go without a new offer; a connection that dies is noticed in
 * 1.5 s and mended by an ICE restart. It does not know of calls, and a dropped signalling line does not touch it.
 */
export class Peer {
  /** Connections that are open in this page. */
  static open = 0;

  readonly #connection: RTCPeerConnection;
  readonly #options: PeerOptions;
  readonly #watchdog = new Watchdog();
  readonly #tracks = new Map<string, MediaStreamTrack | null>();
  #link: PeerLink = 'connecting';
  #fault: PeerFault | undefined;
  #turnRefused = false;
  /** Set once the first answer is there; before that nobody makes another offer. */
  #settled = false;
  #making = false;
  #ignoring = false;
  #closed = false;
  #early: RTCIceCandidateInit[] = [];
  /** Signals wait until the other page may have them. */
  #waiting: CallSignal[] | undefined = [];
  /** The last description and its candidates: told once more when the line has been down. */
  #told: CallSignal[] = [];
  #untold = false;
  #turn: Promise<unknown> = Promise.resolve();
  #look: ReturnType<typeof setInterval> | undefined;
  #since = 0;
  #triedAt = Number.NEGATIVE_INFINITY;
  #tries = 0;
  readonly #stops: (() => void)[] = [];

  /** Sound and picture of the other side; tracks are added as they come. */
  readonly remote = new MediaStream();
  /** `link`, `fault` or the tracks of `remote` have changed. */
  readonly changed = new Signal();
  /** Something of the other side was seen or heard for the first time. */
  readonly firstMedia = new Signal<[kind: 'audio' | 'video']>();

  constructor(options: PeerOptions) {
    this.#options = options;
    const { servers, relayOnly } = options.ice;
    const connection = new RTCPeerConnection({
      iceServers: [...servers],
      iceTransportPolicy: relayOnly ? 'relay' : 'all',
      bundlePolicy: 'max-bundle',
    });
    this.#connection = connection;
    Peer.open += 1;
    connection.ontrack = ({ track }) => this.#hear(track);
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate)
        this.tell({ candidate: candidate.toJSON() as RTCIceCandidateInit & { candidate: string } });
    };
    connection.onicecandidateerror = (event) => this.#refused((event as RTCPeerConnectionIceErrorEvent).errorCode);
    connection.onnegotiationneeded = () => this.#settled && void this.#queue(() => this.#offerAgain());
    connection.onconnectionstatechange = () => this.#follow();
    globalThis.addEventListener?.('online', this.#onNetwork);
  }

  get link(): PeerLink {
    return this.#link;
  }

  get fault(): PeerFault | undefined {
    return this.#fault;
  }

  /** The caller's first offer. Candidates follow by `send`, from `start` on. */
  async offer(): Promise<CallSignal> {
    const connection = this.#connection;
    for (const kind of ['audio', 'video']) trimCodecs(connection.addTransceiver(kind, { direction: 'sendrecv' }));
    await this.#putTracks();
    await connection.setLocalDescription(await connection.createOffer());
    this.#told = [];
    return describe(connection.localDescription);
  }

  /** The other page may have our signals now: those that waited go, and the clock for a first way runs. */
  start(): void {
    const waiting = this.#waiting;
    if (!waiting || this.#closed) return;
    this.#waiting = undefined;
    for (const signal of waiting) this.tell(signal);
    this.expectWay();
  }

  /** Somebody has answered: from now on a way is to be found in time. */
  expectWay(): void {
    this.#since = performance.now();
    this.#look ??= setInterval(() => void this.#watch(), LOOK_EVERY_MS);
  }

  /** Takes a signal of the other page: one after the other, whatever comes in between. */
  receive(signal: CallSignal): Promise<void> {
    return this.#queue(() =>
      'description' in signal ? this.#describe(signal.description) : this.#add(signal.candidate),
    );
  }

  /** What is sent of ours, from now on; null for nothing. Needs no new offer. */
  async setTrack(kind: 'audio' | 'video', track: MediaStreamTrack | null): Promise<void> {
    this.#tracks.set(kind, track);
    await this.#putTracks();
  }

  /** The line is up again: what was not passed on goes once more, and a lost way is looked for at once. */
  lineUp(): void {
    if (this.#closed || this.#waiting) return;
    if (this.#untold) {
      this.#untold = false;
      for (const signal of this.#told) void this.#pass(signal);
    }
    if (this.#link === 'reconnecting') void this.#restart();
  }

  /** Ends it; nothing of it lives on. Twice is harmless. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    Peer.open -= 1;
    clearInterval(this.#look);
    globalThis.removeEventListener?.('online', this.#onNetwork);
    const connection = this.#connection;
    connection.ontrack = null;
    connection.onicecandidate = null;
    connection.onicecandidateerror = null;
    connection.onnegotiationneeded = null;
    connection.onconnectionstatechange = null;
    for (const stop of this.#stops) stop();
    for (const track of this.remote.getTracks()) {
      track.stop();
      this.remote.removeTrack(track);
    }
    connection.close();
  }

  #queue(step: () => Promise<void>): Promise<void> {
    const next = this.#turn.then(() => (this.#closed ? undefined : step()));
    // A signal that cannot be read must not keep the next ones out.
    this.#turn = next.catch(() => undefined);
    return next.catch(() => undefined);
  }

  async #describe(description: RTCSessionDescriptionInit): Promise<void> {
    const connection = this.#connection;
    const offered = description.type === 'offer';
    const crossing = offered && (this.#making || connection.signalingState !== 'stable');
    this.#ignoring = crossing && this.#options.role === 'caller';
    // An answer that was told twice.
    if (this.#ignoring || (description.type === 'answer' && connection.signalingState !== 'have-local-offer')) return;
    await connection.setRemoteDescription(description);
    this.#settled ||= description.type === 'answer';
    for (const candidate of this.#early.splice(0)) await this.#add(candidate);
    if (!offered) return;
    for (const transceiver of connection.getTransceivers()) {
      transceiver.direction = 'sendrecv';
      if (!this.#settled) trimCodecs(transceiver);
    }
    await this.#putTracks();
    await connection.setLocalDescription(await connection.createAnswer());
    this.#settled = true;
    this.tell(describe(connection.localDescription));
  }

  async #add(candidate: RTCIceCandidateInit): Promise<void> {
    if (!this.#connection.remoteDescription) {
      this.#early.push(candidate);
      return;
    }
    try {
      await this.#connection.addIceCandidate(candidate);
    } catch (error) {
      // Of an offer that we did not take; or of a way that has been given up since.
      if (!this.#ignoring && this.#connection.signalingState === 'closed') throw error;
    }
  }

  async #offerAgain(): Promise<void> {
    const connection = this.#connection;
    if (connection.signalingState !== 'stable') return;
    try {
      this.#making = true;
      await connection.setLocalDescription(await connection.createOffer());
      this.tell(describe(connection.localDescription));
    } finally {
      this.#making = false;
    }
  }

  /** Passes a signal on, once the other page may have it; what the line loses is told again. */
  tell(signal: CallSignal): void {
    if ('description' in signal) this.#told = [];
    this.#told.push(signal);
    if (this.#waiting) this.#waiting.push(signal);
    else void this.#pass(signal);
  }

  async #pass(signal: CallSignal): Promise<void> {
    if (!(await this.#options.send(signal))) this.#untold = true;
  }

  async #putTracks(): Promise<void> {
    for (const { sender, receiver } of this.#connection.getTransceivers()) {
      const track = this.#tracks.get(receiver.track.kind) ?? null;
      if (sender.track !== track) await sender.replaceTrack(track);
    }
  }

  #hear(track: MediaStreamTrack): void {
    if (this.remote.getTracks().includes(track)) return;
    this.remote.addTrack(track);
    this.#stops.push(whenSeen(track, () => this.firstMedia.emit(track.kind === 'video' ? 'video' : 'audio')));
    this.changed.emit();
  }

  #refused(code: number): void {
    // 401: wrong or expired password (RFC 8656, § 5); 403: not for us.
    if (code !== 401 && code !== 403) return;
    this.#turnRefused = true;
    if (this.#options.ice.relayOnly && this.#link === 'connecting') this.#fail();
  }

  readonly #onNetwork = (): void => {
    if (this.#settled) void this.#restart();
  };

  #follow(): void {
    const state = this.#connection.connectionState;
    if (state === 'connected') this.#become('connected');
    else if (this.#link === 'connected' && (state === 'disconnected' || state === 'failed')) this.#lose();
    else if (state === 'failed') void this.#restart();
  }

  async #watch(): Promise<void> {
    const bytes = await receivedBytes(this.#connection).catch(() => 0);
    if (this.#closed) return;
    const now = performance.now();
    const flow = this.#watchdog.look(bytes, now);
    if (flow === 'stalled' && this.#link === 'connected') this.#lose();
    else if (flow === 'flowing' && this.#link === 'reconnecting') this.#become('connected');
    const patience = this.#link === 'connecting' ? FIRST_WAY_MS : NEW_WAY_MS;
    if (this.#link === 'connected' || this.#link === 'failed') return;
    if (now - this.#since > patience) this.#fail();
    else if (this.#link === 'reconnecting' && now - this.#triedAt > (BACKOFF_MS[this.#tries - 1] ?? 8_000)) {
      void this.#restart();
    }
  }

  #lose(): void {
    this.#since = performance.now();
    this.#tries = 0;
    this.#become('reconnecting');
    void this.#restart();
  }

  /** Looks for a new way. An offer that waits for its answer is told once more instead. */
  async #restart(): Promise<void> {
    if (this.#closed || !this.#settled) return;
    this.#triedAt = performance.now();
    this.#tries = Math.min(this.#tries + 1, BACKOFF_MS.length);
    const { servers, relayOnly } = await this.#options.freshIce();
    if (this.#closed) return;
    if (this.#connection.signalingState === 'have-local-offer') {
      for (const signal of this.#told) void this.#pass(signal);
      return;
    }
    this.#connection.setConfiguration({
      iceServers: [...servers],
      iceTransportPolicy: relayOnly ? 'relay' : 'all',
      bundlePolicy: 'max-bundle',
    });
    this.#connection.restartIce();
  }

  #fail(): void {
    this.#fault = this.#turnRefused ? 'turn-refused' : 'no-way';
    this.#become('failed');
  }

  #become(link: PeerLink): void {
    if (link === this.#link || this.#link === 'failed') return;
    this.#link = link;
    if (link === 'connected') this.#watchdog.reset();
    this.changed.emit();
  }
}

function describe(description: RTCSessionDescription | null): CallSignal {
  const type = description?.type === 'offer' ? 'offer' : 'answer';
  return { description: { type, sdp: description?.sdp ?? '' } };
}
