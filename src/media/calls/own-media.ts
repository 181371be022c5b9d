import type { DeviceFault, Devices, Opened, OpeningRule } from '../devices.ts';

/** Our own camera and microphone in one call. The camera comes and goes; off, it is closed and its light out. */
export class OwnMedia {
  readonly #devices: Devices;
  readonly #rule: OpeningRule;
  #sound: Opened | undefined;
  #picture: Opened | undefined;
  #closed = false;
  audioFault: DeviceFault | undefined;
  videoFault: DeviceFault | undefined;

  constructor(devices: Devices, rule: OpeningRule) {
    this.#devices = devices;
    this.#rule = rule;
  }

  get audio(): MediaStreamTrack | null {
    return this.#sound?.stream.getAudioTracks()[0] ?? null;
  }

  get video(): MediaStreamTrack | null {
    return this.#picture?.stream.getVideoTracks()[0] ?? null;
  }

  /** For the small picture of oneself. */
  get stream(): MediaStream | undefined {
    return this.video ? this.#picture?.stream : undefined;
  }

  /** Opens the microphone, and the camera if wished, by the rule of the call. Once. */
  async open(picture: boolean): Promise<void> {
    if (this.#sound) return;
    const opened = await this.#devices.open(this.#rule, { audio: true, video: picture });
    if (this.#closed) return opened.close();
    this.#sound = opened;
    this.audioFault = opened.audioFault;
    this.videoFault = opened.videoFault;
    const [camera] = opened.stream.getVideoTracks();
    if (!camera) return;
    // Apart from the microphone, so that it can be closed alone.
    const stream = new MediaStream([camera]);
    this.#picture = { ...opened, stream, close: () => this.#devices.stop(stream) };
  }

  /** Turns the camera on, by hand, or off. */
  async show(on: boolean, rule: OpeningRule): Promise<void> {
    if (!on) {
      this.#picture?.close();
      this.#picture = undefined;
      return;
    }
    if (this.video || this.#closed) return;
    const camera = await this.#devices.open(rule, { audio: false, video: true });
    if (this.#closed) return camera.close();
    this.videoFault = camera.videoFault;
    this.#picture = camera;
  }

  close(): void {
    this.#closed = true;
    this.#sound?.close();
    this.#picture?.close();
    this.#picture = undefined;
  }
}
