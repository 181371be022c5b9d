import type { DeviceFault, Devices, Opened } from '../../../media/devices.ts';
import { Signal } from '../../../tv/signal.ts';
import { NOTE_S } from '../protocol/model.ts';

const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];

/** A voice that was recorded. */
export interface Recorded {
  readonly sound: Blob;
  readonly seconds: number;
}

/** Why there is no recording: the microphone's fault, or nothing was heard at all. */
export type RecordFault = DeviceFault | 'empty';

/** One recording at a time, opened by the person's press alone, at most a minute long; the microphone is closed at its end. */
export class Recorder {
  readonly #devices: Pick<Devices, 'open'>;
  #opened: Opened | undefined;
  #recorder: MediaRecorder | undefined;
  #startedAt = 0;
  #limit: ReturnType<typeof setTimeout> | undefined;
  readonly done = new Signal<[result: Recorded | RecordFault]>();

  constructor(devices: Pick<Devices, 'open'>) {
    this.#devices = devices;
  }

  /** s since it has begun; 0 while it does not record. */
  get seconds(): number {
    return this.#recorder ? (Date.now() - this.#startedAt) / 1_000 : 0;
  }

  /** Begins; false, and `done` says why, when there is no microphone or it is not allowed. */
  async start(): Promise<boolean> {
    this.drop();
    const type = globalThis.MediaRecorder && TYPES.find((one) => MediaRecorder.isTypeSupported(one));
    if (!type) return this.#fail('unsupported');
    const opened = await this.#devices.open('voice-note', { audio: true }).catch(() => undefined);
    if (!opened) return this.#fail('refused');
    if (opened.audioFault !== undefined || opened.stream.getAudioTracks().length === 0) {
      opened.close();
      return this.#fail(opened.audioFault ?? 'missing');
    }
    this.#opened = opened;
    const recorder = new MediaRecorder(opened.stream, { mimeType: type, audioBitsPerSecond: 32_000 });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      const seconds = this.seconds;
      if (this.#recorder !== recorder) return;
      this.#release();
      const sound = new Blob(parts, { type: type.split(';')[0] ?? type });
      this.done.emit(sound.size > 0 && seconds >= 1 ? { sound, seconds: Math.min(NOTE_S, seconds) } : 'empty');
    };
    this.#recorder = recorder;
    this.#startedAt = Date.now();
    recorder.start();
    this.#limit = setTimeout(() => this.finish(), NOTE_S * 1_000);
    return true;
  }

  /** The person has said it all. */
  finish(): void {
    if (this.#recorder?.state === 'recording') this.#recorder.stop();
  }

  /** Forgets what is being recorded, and closes the microphone. */
  drop(): void {
    const recorder = this.#recorder;
    this.#release();
    if (recorder && recorder.state !== 'inactive') recorder.stop();
  }

  #release(): void {
    clearTimeout(this.#limit);
    this.#recorder = undefined;
    this.#opened?.close();
    this.#opened = undefined;
  }

  #fail(fault: RecordFault): false {
    this.done.emit(fault);
    return false;
  }
}
