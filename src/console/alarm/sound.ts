import type { Sound } from './ring.ts';

/** One tone of a pattern: frequency in Hz, start and length in seconds, loudness 0–1. */
interface Tone {
  readonly hz: number;
  readonly from: number;
  readonly length: number;
  readonly gain: number;
}

/** Two tones in turn, then a breath: carries through a room and is unlike any warning's tone on the TV. */
const ALARM: readonly Tone[] = [0, 0.5, 1].flatMap((from) => [
  { hz: 960, from, length: 0.22, gain: 0.9 },
  { hz: 720, from: from + 0.25, length: 0.22, gain: 0.9 },
]);
/** Two bells, every six seconds. */
const CHIME: readonly Tone[] = [
  { hz: 784, from: 0, length: 0.5, gain: 0.25 },
  { hz: 1047, from: 0.3, length: 0.7, gain: 0.25 },
];
/** The alarm's tones, slowly: nobody is to run for practice. */
const DRILL: readonly Tone[] = [
  { hz: 720, from: 0, length: 0.5, gain: 0.5 },
  { hz: 960, from: 0.55, length: 0.5, gain: 0.5 },
];
/** Three steps up, every four seconds: somebody is asked for, and not yet in danger. */
const SUMMONS: readonly Tone[] = [523, 659, 880].map((hz, step) => ({ hz, from: step * 0.28, length: 0.4, gain: 0.5 }));
/** A telephone's two rings, and a pause: somebody waits to be talked to. */
const CALL: readonly Tone[] = [0, 0.6].flatMap((from) =>
  [0, 0.1, 0.2, 0.3].map((step, i) => ({ hz: i % 2 ? 1_175 : 988, from: from + step, length: 0.12, gain: 0.5 })),
);
const PATTERNS = {
  call: { tones: CALL, seconds: 3 },
  alarm: { tones: ALARM, seconds: 2 },
  summons: { tones: SUMMONS, seconds: 4 },
  drill: { tones: DRILL, seconds: 4 },
  chime: { tones: CHIME, seconds: 6 },
} as const;

/**
 * The console's bell. The sound is made here and looped by the audio engine itself, so that it needs no file and goes
 * on in a tab in the background, where timers are slowed down.
 */
export class Bell {
  #context: AudioContext | undefined;
  #source: AudioBufferSourceNode | undefined;
  #sound: Sound = 'none';
  readonly #watchers = new Set<() => void>();

  /** Whether it would be heard: browsers keep pages silent until somebody has clicked in them. */
  readonly armed = (): boolean => this.#context?.state === 'running';

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Tries to be allowed to sound; works at once after a click. */
  async arm(): Promise<void> {
    if (!this.#context) {
      this.#context = new AudioContext();
      this.#context.onstatechange = () => {
        for (const watcher of [...this.#watchers]) watcher();
      };
    }
    await this.#context.resume();
  }

  /** Sounds the chime once, so that staff hear that it is on. */
  test(): void {
    if (this.#context && this.#sound === 'none') this.#make(this.#context, 'chime', false).start();
  }

  /** Changes what sounds; the same sound again goes on without a break. */
  play(sound: Sound): void {
    if (sound === this.#sound || !this.#context) return;
    this.#sound = sound;
    this.#source?.stop();
    this.#source = sound === 'none' ? undefined : this.#make(this.#context, sound, true);
    this.#source?.start();
  }

  #make(context: AudioContext, sound: Exclude<Sound, 'none'>, loop: boolean): AudioBufferSourceNode {
    const source = context.createBufferSource();
    source.buffer = draw(context, PATTERNS[sound].tones, PATTERNS[sound].seconds);
    source.loop = loop;
    source.connect(context.destination);
    return source;
  }
}

/** Draws a pattern into one channel; each tone swells and fades, so that it does not click. */
function draw(context: AudioContext, tones: readonly Tone[], seconds: number): AudioBuffer {
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, Math.round(seconds * rate), rate);
  const samples = buffer.getChannelData(0);
  for (const { hz, from, length, gain } of tones) {
    const first = Math.round(from * rate);
    const count = Math.round(length * rate);
    for (let i = 0; i < count; i++) {
      const envelope = Math.sin((Math.PI * i) / count) ** 0.5;
      const at = first + i;
      samples[at] = (samples[at] ?? 0) + gain * envelope * Math.sin((2 * Math.PI * hz * i) / rate);
    }
  }
  return buffer;
}

export const bell = new Bell();
