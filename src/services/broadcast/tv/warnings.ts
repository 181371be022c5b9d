import * as v from 'valibot';
import type { Kit } from '../../../tv/kit.ts';
import { Signal } from '../../../tv/signal.ts';
import { LEVELS, type Warning } from '../protocol.ts';

/** How far a warning has come at this box: drawn, made small by the resident, or done with. */
const MARKS = ['shown', 'small', 'done'] as const;
type Mark = (typeof MARKS)[number];
const Marks = v.record(v.string(), v.picklist(MARKS));

type WarningsKit = Pick<Kit, 'store' | 'clock' | 'feed'>;

/** Clocks are corrected and boxes sleep: it looks again at least so often, ms. */
const LOOK_AGAIN_MS = 30_000;

/** Worst first, of the same level the newest. */
export function ranked(warnings: readonly Warning[]): Warning[] {
  const rank = ({ level }: Warning) => LEVELS.indexOf(level);
  return [...warnings].sort((a, b) => rank(a) - rank(b) || Date.parse(b.sentAt) - Date.parse(a.sentAt));
}

/** Red and orange stay as a line until they are over; yellow and blue have been read then. */
const lasts = ({ level }: Warning): boolean => level === 'red' || level === 'orange';

/** The warnings that are valid for this box, and which of them has the screen. */
export class Warnings {
  readonly #kit: WarningsKit;
  #marks: Record<string, Mark>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly changed = new Signal();
  /** One that people have seen here was withdrawn. */
  readonly withdrawn = new Signal<[warning: Warning]>();

  constructor(kit: WarningsKit) {
    this.#kit = kit;
    this.#marks = kit.store.read('broadcast', Marks) ?? {};
    for (const warning of this.valid) {
      // It had the screen when the box was switched off: it does not take it a second time.
      if (this.#marks[warning.id] === 'shown') this.#marks[warning.id] = lasts(warning) ? 'small' : 'done';
    }
    kit.feed.on('broadcast:warning', () => this.#look());
    kit.feed.on('broadcast:withdrawn', ({ body }) => this.#withdraw(body.id));
    kit.clock.minute.on(() => this.#look());
    this.#plan();
  }

  /** All that hold now, worst first. */
  get valid(): Warning[] {
    const { feed, clock } = this.#kit;
    const gone = new Set(feed.kept('broadcast:withdrawn').map(({ body }) => body.id));
    const all = feed.kept('broadcast:warning').map(({ body }) => body);
    return ranked(all.filter(({ id, expiresAt }) => !gone.has(id) && Date.parse(expiresAt) > clock.now()));
  }

  /** The one that has the screen; the others wait behind it. */
  get onScreen(): Warning | undefined {
    const waiting = (mark: Mark | undefined) => mark === undefined || mark === 'shown';
    return this.valid.find((warning) => warning.level !== 'blue' && waiting(this.#marks[warning.id]));
  }

  /** Those that are a line at the bottom. */
  get lines(): Warning[] {
    return this.valid.filter(({ id, level }) =>
      level === 'blue' ? this.#marks[id] !== 'done' : this.#marks[id] === 'small',
    );
  }

  /** It was really drawn. */
  shown({ id }: Warning): void {
    if (this.#marks[id]) return;
    this.#kit.feed.receipt(id, 'shown');
    this.#mark(id, 'shown');
  }

  /** The resident has read it. */
  confirm(warning: Warning): void {
    this.#kit.feed.receipt(warning.id, 'confirmed');
    this.#mark(warning.id, lasts(warning) ? 'small' : 'done');
    this.changed.emit();
  }

  /** It had its time. */
  timeUp(warning: Warning): void {
    this.#mark(warning.id, lasts(warning) ? 'small' : 'done');
    this.changed.emit();
  }

  #withdraw(id: string): void {
    const warning = this.#kit.feed.kept('broadcast:warning').find(({ body }) => body.id === id)?.body;
    const mark = this.#marks[id];
    if (warning && mark) this.withdrawn.emit(warning);
    this.#look();
  }

  #look(): void {
    this.#plan();
    this.changed.emit();
  }

  /** Looks again when the next one expires. */
  #plan(): void {
    clearTimeout(this.#timer);
    const now = this.#kit.clock.now();
    const left = this.valid.map(({ expiresAt }) => Date.parse(expiresAt) - now);
    if (left.length === 0) return;
    this.#timer = setTimeout(() => this.#look(), Math.min(LOOK_AGAIN_MS, ...left));
  }

  #mark(id: string, mark: Mark): void {
    // Marks of what is over are not kept.
    const known = this.#kit.feed.kept('broadcast:warning').map(({ body }) => body.id);
    const kept = Object.entries(this.#marks).filter(([other]) => known.includes(other));
    this.#marks = { ...Object.fromEntries(kept), [id]: mark };
    this.#kit.store.write('broadcast', this.#marks);
  }
}
