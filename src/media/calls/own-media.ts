import type { DeviceFault, Devices, Facing, Opened, OpeningRule } from '../devices.ts';

/** Our own camera and microphone in one call. The camera comes and goes; off, it is closed and its light out. */
export class OwnMedia {
  readonly #devices: Devices;
  readonly #rule: OpeningRule;
  #sound: Opened | undefined;
  #picture: Opened | undefined;
  #closed = false;
  /** The person wants the camera now; one that opens too late for that is closed at once. */
  #wanted = false;
  /** The camera that was chosen last; whichever the browser likes until somebody chooses. */
  #facing: Facing | undefined;
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
    this.#wanted = picture;
    const opened = await this.#devices.open(this.#rule, { audio: true, video: picture });
    if (this.#closed) return opened.close();
    this.#sound = opened;
    this.audioFault = opened.audioFault;
    this.videoFault = opened.videoFault;
    const [camera] = opened.stream.getVideoTracks();
    if (!camera) return;
    // Apart from the microphone, so that it can be closed alone.
    const stream = new MediaStream([camera]);
    if (!this.#wanted || this.video) return this.#devices.stop(stream);
    this.#picture = { ...opened, stream, close: () => this.#devices.stop(stream) };
  }

  /** Turns the camera on, by hand, or off. */
  async show(on: boolean, rule: OpeningRule): Promise<void> {
    this.#wanted = on;
    if (!on) {
      this.#picture?.close();
      this.#picture = undefined;
      return;
    }
    if (this.video || this.#closed) return;
    await this.#openCamera(rule);
  }

  /** The other one of a phone's cameras. Few phones can have both open: the first is closed before. */
  async turn(rule: OpeningRule): Promise<void> {
    if (!this.video || this.#closed) return;
    const before = this.#facing;
    this.#facing = this.facing === 'user' ? 'environment' : 'user';
    this.#picture?.close();
    this.#picture = undefined;
    await this.#openCamera(rule);
    if (this.video || this.#closed || !this.#wanted) return;
    this.#facing = before;
    await this.#openCamera(rule);
  }

  /** Which way the camera looks. */
  get facing(): Facing {
    return this.#facing ?? 'user';
  }

  async #openCamera(rule: OpeningRule): Promise<void> {
    const camera = await this.#devices.open(rule, { audio: false, video: this.#facing ?? true });
    // Turned off meanwhile, or opened by a second press.
    if (this.#closed || !this.#wanted || this.video) return camera.close();
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
