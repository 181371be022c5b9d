import {
  H264Packetizer,
  useH264 as h264,
  MediaStreamTrack,
  parseAvcDecoderConfigurationRecord,
  RTCPeerConnection,
} from 'werift';
import type { Frame, Track } from './fragments.ts';

/** RTP's clock for video, Hz (RFC 6184). */
const CLOCK = 90_000;
/** Kept pictures are sent 1 ms apart, so that the viewer catches up with the live picture at once. */
const CATCH_UP_TICKS = 90;
/** A viewer who does not get connected, or of whom nothing is heard for so long, is let go, ms. Reports come each second or so. */
const PATIENCE_MS = 10_000;

/** One viewer by WebRTC, as WHEP wants it: they offer, this answers and only sends. */
export class WhepViewer {
  readonly #pc: RTCPeerConnection;
  readonly #track = new MediaStreamTrack({ kind: 'video' });
  readonly #timescale: number;
  #packetizer: H264Packetizer | undefined;
  readonly #of: Track;
  readonly #onGone: () => void;
  #backlog: (() => readonly Frame[]) | undefined;
  #sending = false;
  #closed = false;
  #offset = 0;
  #patience: NodeJS.Timeout;

  /** `onGone` is called once, when the viewer has vanished without saying so. `hosts` are further addresses of this machine. */
  constructor(track: Track, hosts: readonly string[], onGone: () => void) {
    this.#of = track;
    this.#timescale = track.timescale;
    this.#onGone = onGone;
    const feedback = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }];
    this.#pc = new RTCPeerConnection({
      codecs: { video: [h264({ rtcpFeedback: feedback })], audio: [] },
      iceServers: [],
      iceUseIpv6: false,
      iceUseTcp: false,
      iceAdditionalHostAddresses: [...hosts],
    });
    this.#patience = setTimeout(() => this.#gone(), PATIENCE_MS);
    this.#pc.connectionStateChange.subscribe((state) => this.#follow(state));
  }

  /** Answers the viewer's offer (SDP). `backlog` gives the pictures to begin with. Throws for an offer it cannot use. */
  async answer(offer: string, backlog: () => readonly Frame[]): Promise<string> {
    this.#backlog = backlog;
    await this.#pc.setRemoteDescription({ type: 'offer', sdp: offer });
    const [transceiver] = this.#pc.getTransceivers();
    if (transceiver?.kind !== 'video') throw new Error('an offer without video');
    transceiver.sender.onRtcp.subscribe(() => this.#heard());
    await transceiver.sender.replaceTrack(this.#track);
    transceiver.setDirection('sendonly');
    await this.#pc.setLocalDescription(await this.#pc.createAnswer());
    const payload = transceiver.codecs.find(({ mimeType }) => /h264/i.test(mimeType))?.payloadType;
    if (payload === undefined) throw new Error('an offer without H.264');
    const { parameterSets, naluLengthSize } = parseAvcDecoderConfigurationRecord(this.#of.avcC);
    this.#packetizer = new H264Packetizer({
      payloadType: payload,
      parameterSets,
      naluLengthSize,
      inputFormat: 'length-prefixed',
    });
    return this.#pc.localDescription?.sdp ?? '';
  }

  /** One more candidate of the viewer (`candidate:…`), as it found it after its offer. */
  async add(candidate: string, mid: string): Promise<void> {
    await this.#pc.addIceCandidate({ candidate, sdpMid: mid });
  }

  push(frame: Frame): void {
    if (this.#sending) this.#send(frame, this.#ticks(frame));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#patience);
    this.#sending = false;
    await this.#pc.close();
  }

  #follow(state: string): void {
    if (state === 'connected') this.#begin();
    else if (state === 'failed') this.#gone();
  }

  /** They are there: a viewer's browser reports what it receives (RTCP). */
  #heard(): void {
    clearTimeout(this.#patience);
    if (!this.#closed) this.#patience = setTimeout(() => this.#gone(), PATIENCE_MS);
  }

  #gone(): void {
    clearTimeout(this.#patience);
    if (!this.#closed) this.#onGone();
  }

  /** Sends what was kept, each 1 ms after the other, the last with the time that it really has. */
  #begin(): void {
    if (this.#sending) return;
    const frames = this.#backlog?.() ?? [];
    frames.forEach((frame, index) => {
      const last = frames.at(-1) ?? frame;
      this.#send(frame, this.#ticks(last) - (frames.length - 1 - index) * CATCH_UP_TICKS);
    });
    this.#sending = true;
  }

  #ticks({ time }: Frame): number {
    return Math.round((time * CLOCK) / this.#timescale);
  }

  #send(frame: Frame, ticks: number): void {
    // RTP's time must not be negative, also for what is sent before the camera's zero.
    if (this.#offset === 0 && ticks < 0) this.#offset = CLOCK * 60;
    const stamp = (ticks + this.#offset) % 2 ** 32;
    for (const packet of this.#packetizer?.packetize(frame.sample, stamp, { isKeyframe: frame.key }) ?? []) {
      this.#track.writeRtp(packet);
    }
  }
}
