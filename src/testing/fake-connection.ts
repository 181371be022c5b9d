import { vi } from 'vitest';

type Listener = (() => void) | null;

/** A track that can be stopped; happy-dom's media streams know no cameras. */
class FakeTrack extends EventTarget {
  readonly kind: string;
  enabled = true;
  muted = false;
  readyState = 'live';

  constructor(kind: string) {
    super();
    this.kind = kind;
  }

  stop(): void {
    this.readyState = 'ended';
  }
}

class FakeStream {
  readonly #tracks: FakeTrack[];

  constructor(tracks: FakeTrack[] = []) {
    this.#tracks = [...tracks];
  }

  getTracks = () => [...this.#tracks];
  getAudioTracks = () => this.#tracks.filter(({ kind }) => kind === 'audio');
  getVideoTracks = () => this.#tracks.filter(({ kind }) => kind === 'video');
  addTrack = (track: FakeTrack) => void this.#tracks.push(track);
  removeTrack = (track: FakeTrack) => void this.#tracks.splice(this.#tracks.indexOf(track), 1);
}

/** As much of RTCPeerConnection as the engine uses: descriptions and states, without any network. */
export class FakeConnection {
  static all: FakeConnection[] = [];
  static last(): FakeConnection {
    const last = FakeConnection.all.at(-1);
    if (!last) throw new Error('no connection was made');
    return last;
  }

  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: { type: string; sdp: string } | null = null;
  remoteDescription: { type: string; sdp: string } | null = null;
  onnegotiationneeded: Listener = null;
  onconnectionstatechange: Listener = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  onicecandidateerror: ((event: { errorCode: number }) => void) | null = null;
  ontrack: ((event: { track: FakeTrack }) => void) | null = null;
  readonly candidates: unknown[] = [];
  restarts = 0;
  bytes = 0;
  closed = false;
  #made = 0;
  readonly #transceivers: {
    sender: { track: unknown; replaceTrack(track: unknown): Promise<void> };
    receiver: { track: FakeTrack };
    direction: string;
  }[] = [];

  constructor() {
    FakeConnection.all.push(this);
  }

  addTransceiver(kind: string) {
    const sender = {
      track: null as unknown,
      replaceTrack: async (track: unknown) => {
        sender.track = track;
      },
    };
    const transceiver = { sender, receiver: { track: new FakeTrack(kind) }, direction: 'sendrecv' };
    this.#transceivers.push(transceiver);
    return transceiver;
  }

  getTransceivers = () => this.#transceivers;
  createOffer = async () => ({ type: 'offer', sdp: `offer ${++this.#made}` });
  createAnswer = async () => ({ type: 'answer', sdp: `answer ${++this.#made}` });

  async setLocalDescription(description: { type: string; sdp: string }): Promise<void> {
    this.localDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
  }

  async setRemoteDescription(description: { type: string; sdp: string }): Promise<void> {
    // Of two crossing offers ours is rolled back.
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    if (description.type === 'offer' && this.#transceivers.length === 0) {
      for (const kind of ['audio', 'video']) this.addTransceiver(kind);
    }
  }

  async addIceCandidate(candidate: unknown): Promise<void> {
    this.candidates.push(candidate);
  }

  async getStats() {
    return [{ type: 'transport', bytesReceived: this.bytes }];
  }

  setConfiguration(): void {}

  restartIce(): void {
    this.restarts += 1;
    this.onnegotiationneeded?.();
  }

  close(): void {
    this.closed = true;
    this.signalingState = 'closed';
  }

  /** The network says so. */
  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

/** What `getUserMedia` was asked for, and how it answers: undefined gives what was asked, a name throws that error. */
export interface FakeDevices {
  readonly asked: MediaStreamConstraints[];
  readonly tracks: FakeTrack[];
  fails: (constraints: MediaStreamConstraints) => string | undefined;
}

/** Puts fakes in the place of the browser's cameras and connections; vitest's `unstubAllGlobals` takes them away. */
export function fakeBrowser(): FakeDevices {
  FakeConnection.all = [];
  const devices: FakeDevices = { asked: [], tracks: [], fails: () => undefined };
  vi.stubGlobal('RTCPeerConnection', FakeConnection);
  vi.stubGlobal('MediaStream', FakeStream);
  vi.stubGlobal('isSecureContext', true);
  const mediaDevices = {
    enumerateDevices: async () => [{ kind: 'videoinput' }],
    getUserMedia: async (constraints: MediaStreamConstraints) => {
      devices.asked.push(constraints);
      const error = devices.fails(constraints);
      if (error) throw new DOMException('fake', error);
      const kinds = (['audio', 'video'] as const).filter((kind) => constraints[kind]);
      const tracks = kinds.map((kind) => new FakeTrack(kind));
      devices.tracks.push(...tracks);
      return new FakeStream(tracks);
    },
  };
  Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices, configurable: true });
  return devices;
}
