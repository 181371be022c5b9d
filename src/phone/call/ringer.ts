/** Two bells and a breath; loud enough for a pocket, unlike any alarm. */
const BELLS = [
  { hz: 880, from: 0 },
  { hz: 1108, from: 0.22 },
  { hz: 880, from: 0.44 },
  { hz: 1108, from: 0.66 },
] as const;
const PATTERN_S = 2.4;
const VIBRATION_MS = [600, 300, 600, 900] as const;

/** Rings with sound and vibration. Browsers, iOS above all, keep a page silent until somebody has tapped in it. */
class Ringer {
  #context: AudioContext | undefined;
  #source: AudioBufferSourceNode | undefined;
  #vibrating: ReturnType<typeof setInterval> | undefined;
  readonly #watchers = new Set<() => void>();

  /** Whether it would be heard. */
  readonly armed = (): boolean => this.#context?.state === 'running';

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** To be called in a tap. */
  arm(): void {
    this.#context ??= this.#open();
    // Refused outside of a tap; the next one may work.
    this.#context.resume().catch(() => undefined);
  }

  start(): void {
    if (this.#vibrating) return;
    const vibrate = () => navigator.vibrate?.([...VIBRATION_MS]);
    vibrate();
    this.#vibrating = setInterval(vibrate, PATTERN_S * 1_000);
    const context = this.#context;
    if (!context) return;
    this.#source = context.createBufferSource();
    this.#source.buffer = draw(context);
    this.#source.loop = true;
    this.#source.connect(context.destination);
    this.#source.start();
  }

  stop(): void {
    clearInterval(this.#vibrating);
    this.#vibrating = undefined;
    navigator.vibrate?.(0);
    this.#source?.stop();
    this.#source = undefined;
  }

  #open(): AudioContext {
    const context = new AudioContext();
    context.onstatechange = () => {
      for (const watcher of [...this.#watchers]) watcher();
    };
    return context;
  }
}

function draw(context: AudioContext): AudioBuffer {
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, Math.round(PATTERN_S * rate), rate);
  const samples = buffer.getChannelData(0);
  const length = Math.round(0.2 * rate);
  for (const { hz, from } of BELLS) {
    for (let i = 0; i < length; i++) {
      // Each tone swells and fades, so that it does not click.
      const envelope = Math.sin((Math.PI * i) / length) ** 0.5;
      samples[Math.round(from * rate) + i] = 0.6 * envelope * Math.sin((2 * Math.PI * hz * i) / rate);
    }
  }
  return buffer;
}

export const ringer = new Ringer();
