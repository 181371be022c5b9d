import type { Settings } from './settings.ts';

const SLOW_FOR_OLD_EARS = 0.85;
/** Some boxes never say that they have finished: so long a character may take, ms. */
const PER_CHARACTER_MS = 400;
const AT_LEAST_MS = 3_000;
/** The focus that runs along a row is not worth a word. */
const AT_REST_MS = 250;

interface SpeakOptions {
  /** Also when the voice guide is off: for what lives hang on. */
  readonly always?: boolean;
  /** After what is being said, instead of cutting it off. */
  readonly queue?: boolean;
}

/** The voice guide: Web Speech in Mandarin where the box has it, otherwise quiet. */
export class Voice {
  readonly #settings: Settings;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #next = { text: '', at: 0 };

  constructor(settings: Settings) {
    this.#settings = settings;
    settings.changed.on((name) => name === 'voice' && !settings.voice && this.hush());
  }

  /** Whether this box can speak at all. */
  get able(): boolean {
    return this.#mandarin() !== undefined;
  }

  /** Says it; resolves when it was said (true), or at once when it was not (false: no voice, turned off, cut off). */
  speak(text: string, { always = false, queue = false }: SpeakOptions = {}): Promise<boolean> {
    const voice = this.#mandarin();
    if (!voice || !(always || this.#settings.voice) || text === '') return Promise.resolve(false);
    if (!queue) this.hush();
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = 'zh-CN';
    words.rate = SLOW_FOR_OLD_EARS;
    return new Promise((resolve) => {
      const patience = setTimeout(resolve, AT_LEAST_MS + text.length * PER_CHARACTER_MS, false);
      const over = (said: boolean) => {
        clearTimeout(patience);
        resolve(said);
      };
      words.onend = () => over(true);
      words.onerror = () => over(false);
      globalThis.speechSynthesis.speak(words);
    });
  }

  /** Says what has come into focus, once the focus has come to rest. */
  guide(text: string): void {
    if (!this.#settings.voice) return;
    this.#next = { text, at: Date.now() + AT_REST_MS };
    this.#soon ??= setTimeout(() => this.#sayNext(), AT_REST_MS);
  }

  /** Stops speaking. */
  hush(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    globalThis.speechSynthesis?.cancel();
  }

  #sayNext(): void {
    this.#soon = undefined;
    const wait = this.#next.at - Date.now();
    if (wait > 0) this.#soon = setTimeout(() => this.#sayNext(), wait);
    else void this.speak(this.#next.text);
  }

  #mandarin(): SpeechSynthesisVoice | undefined {
    const voices = globalThis.speechSynthesis?.getVoices() ?? [];
    return voices.find((voice) => /^(zh|cmn)([-_]CN|[-_]Hans|$)/i.test(voice.lang));
  }
}
