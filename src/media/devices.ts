import { Signal } from './signal.ts';
import { stopStream } from './stop-stream.ts';

/**
 * What allows camera or microphone to be opened. Each opening names one; without one there is none.
 * - `dialled`, `answered` the person at this page has begun or taken the call by hand
 * - `auto-answer` a consent for this caller that is on record, after its countdown was seen
 * - `sos` this home has called for help, and the officer calls back
 * - `voice-note` the person has pressed to record
 * - `settings-test` the person looks whether camera and microphone work
 */
export type OpeningRule = 'dialled' | 'answered' | 'auto-answer' | 'sos' | 'voice-note' | 'settings-test';

/**
 * Why something did not open. refused: the person or the browser's settings say no · missing: there is none · busy:
 * another program has it · insecure: pages without https get none · unsupported: nothing that this browser can do
 */
export type DeviceFault = 'refused' | 'missing' | 'busy' | 'insecure' | 'unsupported';

/** What was opened. Whoever opened it closes it. */
export interface Opened {
  /** Without tracks where nothing could be opened. */
  readonly stream: MediaStream;
  readonly rule: OpeningRule;
  /** Why there is no picture although one was asked for. */
  readonly videoFault: DeviceFault | undefined;
  readonly audioFault: DeviceFault | undefined;
  /** Stops its tracks; the light beside the camera goes out. Twice is harmless. */
  close(): void;
}

/** Which of a phone's cameras: the one that sees its holder, or the one at its back. */
export type Facing = 'user' | 'environment';

export interface Wish {
  readonly audio?: boolean | MediaTrackConstraints;
  /** True for whichever the browser likes best. */
  readonly video?: boolean | Facing;
}

/** A face needs no more, and a small box can encode it. */
const PICTURE: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 24, max: 30 },
};
const SOUND: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/**
 * Camera and microphone of this page: the only place that opens them. It counts what is open, so that a sign can be on the
 * screen for just so long, and so that a test can prove that nothing stayed open.
 */
export class Devices {
  readonly #open = new Set<MediaStreamTrack>();
  /** Camera or microphone went on or off. */
  readonly changed = new Signal();
  /** Something was opened, by this rule. */
  readonly opened = new Signal<[rule: OpeningRule, kinds: readonly string[]]>();

  get cameraOn(): boolean {
    return this.#has('video');
  }

  get microphoneOn(): boolean {
    return this.#has('audio');
  }

  /** Tracks that are open now. */
  get openTracks(): number {
    return this.#open.size;
  }

  /** Whether there is a camera to be asked for; looking opens nothing. */
  async hasCamera(): Promise<boolean> {
    return (await this.cameras()) > 0;
  }

  /** How many cameras there are; looking opens nothing. Before a first leave some browsers own up to one only. */
  async cameras(): Promise<number> {
    try {
      const all = await navigator.mediaDevices.enumerateDevices();
      return all.filter(({ kind }) => kind === 'videoinput').length;
    } catch {
      return 0;
    }
  }

  /**
   * Opens what is wished for, by a rule that allows it. Never throws: without a camera it is sound alone, and without
   * either a stream without tracks, with the faults that say why.
   */
  async open(rule: OpeningRule, { audio = true, video = false }: Wish): Promise<Opened> {
    const sound = audio === true ? SOUND : audio;
    const picture = typeof video === 'string' ? { ...PICTURE, facingMode: { ideal: video } } : video && PICTURE;
    const both = await attempt({ audio: sound, video: picture });
    if (both instanceof MediaStream) return this.#take(both, rule, undefined, undefined);
    if (!(video && audio))
      return this.#take(new MediaStream(), rule, video ? both : undefined, audio ? both : undefined);
    const heard = await attempt({ audio: sound });
    if (heard instanceof MediaStream) return this.#take(heard, rule, both, undefined);
    const seen = await attempt({ video: picture });
    if (seen instanceof MediaStream) return this.#take(seen, rule, undefined, heard);
    return this.#take(new MediaStream(), rule, seen, heard);
  }

  #take(stream: MediaStream, rule: OpeningRule, videoFault?: DeviceFault, audioFault?: DeviceFault): Opened {
    const tracks = stream.getTracks();
    for (const track of tracks) {
      this.#open.add(track);
      // Unplugged, or taken away in the browser's settings.
      track.addEventListener('ended', () => this.#forget([track]));
    }
    if (tracks.length > 0) {
      const kinds = tracks.map(({ kind }) => kind);
      this.opened.emit(rule, kinds);
      this.changed.emit();
    }
    return { stream, rule, videoFault, audioFault, close: () => this.stop(new MediaStream(tracks)) };
  }

  /** Stops the tracks of a stream that was opened here, or a part of it. */
  stop(stream: MediaStream): void {
    stopStream(stream);
    this.#forget(stream.getTracks());
  }

  #forget(tracks: readonly MediaStreamTrack[]): void {
    const gone = tracks.filter((track) => this.#open.delete(track));
    if (gone.length > 0) this.changed.emit();
  }

  #has(kind: string): boolean {
    return [...this.#open].some((track) => track.kind === kind);
  }
}

async function attempt(constraints: MediaStreamConstraints): Promise<MediaStream | DeviceFault> {
  if (globalThis.isSecureContext === false) return 'insecure';
  if (!navigator.mediaDevices?.getUserMedia) return 'unsupported';
  try {
    return await navigator.mediaDevices.getUserMedia(constraints);
  } catch (error) {
    return faultOf(error);
  }
}

/** The names of Media Capture and Streams, § 10.1, in our words. */
function faultOf(error: unknown): DeviceFault {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'unsupported';
}
