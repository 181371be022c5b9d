import type { Log } from '../../../../center/log.ts';
import { type Ffmpeg, FfmpegError, type RunningFfmpeg } from '../../../../center/media/ffmpeg.ts';
import { type Frame, fragmentReader, type Track } from './fragments.ts';
import { GopCache } from './gop.ts';
import { LowLatencyList } from './hls.ts';

/** hevc: another codec than H.264; bframes: pictures come out of order. Neither can be shown by WebRTC. */
export type IngestFault = 'hevc' | 'codec' | 'bframes';
/** resting: nobody needs it · starting: no picture yet · online · offline: not reached, tried again · wrong: see `fault` */
export type IngestState = 'resting' | 'starting' | 'online' | 'offline' | 'wrong';

/** The waits between tries, ms: 1 s, 2 s, 4 s … 30 s. */
const waitAfter = (tries: number) => Math.min(1_000 * 2 ** tries, 30_000);
/** A camera that sends nothing for so long is started anew, ms; at the beginning it has more time. */
const SILENT_MS = 6_000;
const FIRST_MS = 15_000;
/** Nobody needs it any more for so long: a camera that is not kept warm rests, ms. */
const LINGER_MS = 10_000;
/** A still is made of the first key picture after so many seconds. */
const STILL_EVERY_S = 9.5;

export interface IngestOptions {
  readonly ffmpeg: Ffmpeg;
  readonly log: Log;
  readonly cameraId: string;
  /** The address to take it from, with what it needs to sign in; asked for at each start. */
  readonly address: () => Promise<string>;
  /** File that the newest still is written into. */
  readonly stillFile: string;
  /** Kept running though nobody looks. */
  readonly warm: boolean;
  readonly onState: (state: IngestState, fault: IngestFault | null) => void;
}

/**
 * One ffmpeg that takes one camera by copy: pictures go to whoever listens, into the GOP cache and into the HLS list. Of the
 * same stream it makes a still now and then, decoding key pictures only. Audio is left out at the camera's door.
 */
export class Ingest {
  readonly #options: IngestOptions;
  readonly #listeners = new Set<(frame: Frame) => void>();
  readonly gop = new GopCache();
  state: IngestState = 'resting';
  track: Track | undefined;
  list: LowLatencyList | undefined;
  #holds = 0;
  #tries = 0;
  #running: RunningFfmpeg | undefined;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;
  #linger: NodeJS.Timeout | undefined;

  constructor(options: IngestOptions) {
    this.#options = options;
    if (options.warm) void this.#start();
  }

  /** Does an ffmpeg run for it? */
  get running(): boolean {
    return this.#running !== undefined;
  }

  /** Somebody needs its pictures; the returned function says that they no longer do. */
  hold(): () => void {
    this.#holds++;
    clearTimeout(this.#linger);
    if (this.state === 'resting') void this.#start();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      if (--this.#holds === 0 && !this.#options.warm) this.#linger = setTimeout(() => void this.#rest(), LINGER_MS);
    };
  }

  /** Every picture from now on; the returned function ends it. */
  listen(listener: (frame: Frame) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Waits until there is a picture to begin with; false when it did not come in `ms`. */
  async ready(ms: number): Promise<boolean> {
    const end = Date.now() + ms;
    while (this.gop.frames.length === 0 && this.state !== 'wrong' && !this.#stopped && Date.now() < end) {
      await new Promise((done) => setTimeout(done, 40));
    }
    return this.gop.frames.length > 0;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of [this.#timer, this.#silence, this.#linger]) clearTimeout(timer);
    this.list?.end();
    await this.#running?.stop();
  }

  async #rest(): Promise<void> {
    if (this.#holds > 0 || this.#stopped) return;
    this.#tell('resting');
    clearTimeout(this.#timer);
    await this.#running?.stop();
  }

  #tell(state: IngestState, fault: IngestFault | null = null): void {
    if (this.state === state) return;
    this.state = state;
    this.#options.onState(state, fault);
  }

  async #start(): Promise<void> {
    const { ffmpeg, address, stillFile } = this.#options;
    if (this.#running || this.#stopped) return;
    if (this.state === 'resting') this.#tell('starting');
    let wrong: IngestFault | undefined;
    let running: RunningFfmpeg | undefined;
    try {
      const url = await address();
      if (this.#stopped) return;
      running = ffmpeg.start(argumentsFor(url, stillFile));
      this.#running = running;
      const reader = fragmentReader({
        track: (track) => {
          if (track.codec !== 'h264') wrong = track.codec === 'hevc' ? 'hevc' : 'codec';
          this.track = track;
          this.list = new LowLatencyList(track);
        },
        frame: (frame) => {
          if (frame.reordered) wrong = 'bframes';
          if (!wrong) this.#take(frame);
        },
      });
      this.#watchSilence(running, FIRST_MS);
      for await (const bytes of running.output) {
        this.#watchSilence(running);
        reader.push(bytes as Buffer);
        if (wrong) break;
      }
      await running.stop();
      await running.done;
    } catch (error) {
      await running?.stop();
      const words = error instanceof FfmpegError ? 'ffmpeg ended' : String(error);
      this.#options.log.info({ camera: this.#options.cameraId, words }, 'a camera stopped sending');
    }
    this.#ended(wrong);
  }

  #ended(wrong: IngestFault | undefined): void {
    clearTimeout(this.#silence);
    this.#running = undefined;
    this.gop.clear();
    this.list?.end();
    this.list = undefined;
    if (this.#stopped) return;
    if (this.state === 'resting') {
      // Somebody came while it was going to rest.
      if (this.#holds > 0) void this.#start();
      return;
    }
    this.#tell(wrong ? 'wrong' : 'offline', wrong ?? null);
    this.#timer = setTimeout(() => void this.#start(), waitAfter(wrong ? 10 : this.#tries++));
  }

  #take(frame: Frame): void {
    this.#tries = 0;
    this.gop.push(frame);
    this.list?.push(frame);
    for (const listener of this.#listeners) listener(frame);
    this.#tell('online');
  }

  #watchSilence(running: RunningFfmpeg, ms = SILENT_MS): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => void running.stop(), ms);
  }
}

/** Copies the picture as it is, one fragment a frame, and writes a still of a key picture now and then. */
function argumentsFor(url: string, stillFile: string): string[] {
  return [
    ...['-rtsp_transport', 'tcp', '-timeout', '5000000', '-fflags', 'nobuffer', '-flags', 'low_delay'],
    ...['-skip_frame', 'nokey', '-threads', '1', '-allowed_media_types', 'video', '-i', url],
    ...['-map', '0:v:0', '-c:v', 'copy', '-f', 'mp4'],
    ...['-movflags', '+empty_moov+default_base_moof+frag_every_frame', '-flush_packets', '1', 'pipe:1'],
    ...['-map', '0:v:0', '-threads', '1', '-vf'],
    `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${STILL_EVERY_S})',scale='min(960,iw)':-2`,
    ...['-vsync', 'vfr', '-q:v', '6', '-f', 'image2', '-update', '1', '-atomic_writing', '1', '-y', stillFile],
  ];
}
