import * as v from 'valibot';
import { Signal } from './signal.ts';
import type { Store } from './storage.ts';

/** What a key of a remote means. `Emergency` is the red key, or the key that the household has taught. */
export const KEY_NAMES = [
  'Up',
  'Down',
  'Left',
  'Right',
  'Enter',
  'Back',
  'Home',
  'Digit0',
  'Digit1',
  'Digit2',
  'Digit3',
  'Digit4',
  'Digit5',
  'Digit6',
  'Digit7',
  'Digit8',
  'Digit9',
  'Emergency',
  'Green',
  'Yellow',
  'Blue',
  'ChannelUp',
  'ChannelDown',
  'VolumeUp',
  'VolumeDown',
  'Mute',
] as const;
export type KeyName = (typeof KEY_NAMES)[number];

/** Keys that go on while they are held. OK does not: old hands press long. */
const REPEATING: ReadonlySet<KeyName> = new Set(['Up', 'Down', 'Left', 'Right', 'ChannelUp', 'ChannelDown']);
const FIRST_REPEAT_MS = 500;
const NEXT_REPEAT_MS = 180;
/** Two presses of OK nearer than this are one: hands that tremble press twice. */
const DOUBLE_PRESS_MS = 400;
/** A key that sends nothing for so long has been let go, even if the box never said so. */
const LET_GO_MS = 700;

/** What a box without a table in settings.json understands: a keyboard, and the codes of common remotes. */
const BUILT_IN: Readonly<Record<string, KeyName>> = {
  8: 'Back',
  13: 'Enter',
  27: 'Back',
  33: 'ChannelUp',
  34: 'ChannelDown',
  36: 'Home',
  37: 'Left',
  38: 'Up',
  39: 'Right',
  40: 'Down',
  48: 'Digit0',
  49: 'Digit1',
  50: 'Digit2',
  51: 'Digit3',
  52: 'Digit4',
  53: 'Digit5',
  54: 'Digit6',
  55: 'Digit7',
  56: 'Digit8',
  57: 'Digit9',
  403: 'Emergency',
  404: 'Green',
  405: 'Yellow',
  406: 'Blue',
  461: 'Back',
  10009: 'Back',
};

const Learned = v.record(v.string(), v.picklist(KEY_NAMES));

interface Held {
  readonly code: number;
  readonly downAt: number;
  passedAt: number;
  heardAt: number;
}

/** The key table of this box, and the rules that make presses of old hands into clean ones. */
export class Keys {
  readonly #store: Store;
  #table: Readonly<Record<string, KeyName>> = BUILT_IN;
  #learned: Readonly<Record<string, KeyName>>;
  #held: Held | undefined;
  #enterAt = Number.NEGATIVE_INFINITY;
  /** Every first press with its code, also of keys that mean nothing (yet). */
  readonly heard = new Signal<[code: number]>();
  /** While a key is being taught, keys do nothing else. */
  teaching = false;

  constructor(store: Store) {
    this.#store = store;
    this.#learned = store.read('keys', Learned) ?? {};
  }

  /** Takes the table of settings.json: key code → name, on top of what is built in. */
  use(table: Readonly<Record<string, KeyName>>): void {
    this.#table = { ...BUILT_IN, ...table };
  }

  nameOf(code: number): KeyName | undefined {
    return this.#learned[code] ?? this.#table[code];
  }

  /** From now on this key means that, on this box, also after a restart. */
  learn(code: number, name: KeyName): void {
    this.#learned = { ...this.#learned, [code]: name };
    this.#store.write('keys', this.#learned);
  }

  forgetLearned(): void {
    this.#learned = {};
    this.#store.remove('keys');
  }

  /** A key went down, or its repeat came, at `now` (ms). Returns what to do: a name, or undefined for nothing. */
  down(code: number, now: number): KeyName | undefined {
    const name = this.nameOf(code);
    const held = this.#held;
    if (held?.code === code && now - held.heardAt < LET_GO_MS) {
      held.heardAt = now;
      if (!name || !REPEATING.has(name)) return undefined;
      if (now - held.downAt < FIRST_REPEAT_MS || now - held.passedAt < NEXT_REPEAT_MS) return undefined;
      held.passedAt = now;
      return name;
    }
    this.#held = { code, downAt: now, passedAt: now, heardAt: now };
    const taught = this.teaching;
    this.heard.emit(code);
    if (taught) return undefined;
    if (name !== 'Enter') return name;
    const twice = now - this.#enterAt < DOUBLE_PRESS_MS;
    if (!twice) this.#enterAt = now;
    return twice ? undefined : name;
  }

  up(code: number): void {
    if (this.#held?.code === code) this.#held = undefined;
  }
}

/** The digit of a digit key, else undefined. */
export function digitOf(name: KeyName): number | undefined {
  return name.startsWith('Digit') ? Number(name.slice('Digit'.length)) : undefined;
}
