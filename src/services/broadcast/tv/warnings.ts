import * as v from 'valibot';
import type { Kit } from '../../../tv/kit.ts';
import { Signal } from '../../../tv/signal.ts';
import { LEVELS, type Level } from '../protocol.ts';
import type { Believed, Warning } from './believed.ts';

/** How far a message has come at this box: drawn, made small, or done with; and whether somebody has read it. */
const STAGES = ['shown', 'small', 'done'] as const;
const Mark = v.object({ stage: v.picklist(STAGES), read: v.boolean() });
type Mark = v.InferOutput<typeof Mark>;
const Marks = v.record(v.string(), Mark);

type WarningsKit = Pick<Kit, 'store' | 'clock' | 'feed'>;

/** A level with a layer of its own over what runs; the others are lines at the bottom. */
export type LoudLevel = Exclude<Level, 'blue' | 'notice'>;

/** How a message stands. */
export type WarningState = 'valid' | 'withdrawn' | 'updated' | 'corrected' | 'over';

/** How a message is shown: as what, and in the place of which level. `wrong` is what a correction takes back. */
export interface Showing {
  readonly warning: Warning;
  readonly state: WarningState;
  readonly as: 'warning' | 'correction' | 'notice';
  readonly level: Level;
  readonly wrong?: Warning;
}

export type LoudShowing = Showing & { readonly level: LoudLevel };

/** Clocks are corrected and boxes sleep: it looks again at least so often, ms. */
const LOOK_AGAIN_MS = 30_000;
const HISTORY_MS = 90 * 24 * 3_600_000;

const isLoud = (showing: Showing): showing is LoudShowing => showing.level !== 'blue' && showing.level !== 'notice';

/** Red and orange stay as a line until they are over; the others have been read then. */
const lasts = ({ as, level }: Showing): boolean => as === 'warning' && (level === 'red' || level === 'orange');

/** What is real first; then the worst, of a level what warns before what takes back, and the newest. */
export function ranked(showings: readonly Showing[]): Showing[] {
  const places = ({ warning, as, level }: Showing) => [
    Number(warning.drill),
    LEVELS.indexOf(level),
    Number(as === 'correction'),
    -Date.parse(warning.sentAt),
  ];
  return [...showings].sort((one, other) => {
    const [a, b] = [places(one), places(other)];
    const at = a.findIndex((place, index) => place !== b[index]);
    return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
  });
}

/** Of one moment, what came later first. */
function newestFirst(showings: readonly Showing[]): Showing[] {
  return [...showings]
    .reverse()
    .sort((one, other) => Date.parse(other.warning.sentAt) - Date.parse(one.warning.sentAt));
}

/** What this box shows of all that it believes: what has the screen, what is a line, what is history. Needs no remote. */
export class Warnings {
  readonly #kit: WarningsKit;
  readonly #believed: Believed;
  #marks: Record<string, Mark>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #holdsDrills = false;
  readonly changed = new Signal();
  /** One that people have seen here was withdrawn. */
  readonly withdrawn = new Signal<[showing: Showing]>();

  constructor(kit: WarningsKit, believed: Believed) {
    this.#kit = kit;
    this.#believed = believed;
    this.#marks = kit.store.read('broadcast.marks', Marks) ?? {};
    for (const showing of this.valid) {
      const mark = this.#marks[showing.warning.id];
      // It had the screen when the box was switched off: it does not take it a second time.
      if (mark?.stage === 'shown' && showing.as !== 'notice') mark.stage = lasts(showing) ? 'small' : 'done';
    }
    believed.told.on(() => this.#look());
    believed.stopped.on((warning) => {
      if (this.#marks[warning.id]) this.withdrawn.emit(this.showingOf(warning));
      this.#look();
    });
    kit.clock.minute.on(() => this.#look());
    this.#plan();
  }

  /** Now, ms: by the center's clock, but never before what is certain. */
  get now(): number {
    return this.#believed.now();
  }

  /** A call for help is under way: no drill comes between. */
  set holdsDrills(holds: boolean) {
    if (holds === this.#holdsDrills) return;
    this.#holdsDrills = holds;
    this.changed.emit();
  }

  /** All that hold now, the worst of what is real first. */
  get valid(): Showing[] {
    return ranked(this.#believed.warnings.filter((one) => this.isValid(one)).map((one) => this.showingOf(one)));
  }

  /** What this home was told in the last 90 days: warnings that hold, then what else holds, then what is over. */
  get history(): Showing[] {
    const since = this.#believed.now() - HISTORY_MS;
    const past = this.#believed.warnings.filter((one) => !this.isValid(one) && Date.parse(one.sentAt) > since);
    const { valid } = this;
    return [
      ...valid.filter(({ as }) => as === 'warning'),
      ...newestFirst(valid.filter(({ as }) => as !== 'warning')),
      ...newestFirst(past.map((one) => this.showingOf(one))),
    ];
  }

  /** The one that has the screen; the others wait behind it. */
  get onScreen(): LoudShowing | undefined {
    const { valid } = this;
    const held = this.#holdsDrills || valid.some((showing) => lasts(showing) && !showing.warning.drill);
    return valid.filter(isLoud).find(({ warning }) => {
      const stage = this.#marks[warning.id]?.stage;
      return (stage === undefined || stage === 'shown') && !(warning.drill && held);
    });
  }

  /** Those that are a line at the bottom. */
  get lines(): Showing[] {
    return this.valid.filter((showing) => {
      const stage = this.#marks[showing.warning.id]?.stage;
      return isLoud(showing) ? stage === 'small' : stage !== 'done';
    });
  }

  /** Plain notices that hold, for displays that show them as cards; newest first. */
  get notices(): Showing[] {
    return this.valid.filter(({ as }) => as === 'notice');
  }

  isValid(warning: Warning): boolean {
    return this.#stateOf(warning) === 'valid';
  }

  /** A notice that nobody has opened. */
  isUnread({ warning, as }: Showing): boolean {
    return as === 'notice' && !this.#marks[warning.id]?.read;
  }

  find(id: string): Showing | undefined {
    const warning = this.#believed.find(id);
    return warning && this.showingOf(warning);
  }

  showingOf(warning: Warning): Showing {
    const { kind, level } = warning;
    const state = this.#stateOf(warning);
    if (kind !== 'correction') return { warning, state, level, as: level === 'notice' ? 'notice' : 'warning' };
    // Only to those who saw what was wrong can it be taken back, and there where they saw it.
    const seen = warning.replaces.flatMap((id) => (this.#marks[id] ? (this.#believed.find(id) ?? []) : []));
    const same = seen.filter((one) => one.drill === warning.drill && one.kind !== 'correction');
    const [worst] = ranked(same.map((one) => this.showingOf(one)));
    return worst
      ? { warning, state, level: worst.level, as: 'correction', wrong: worst.warning }
      : { warning, state, level: 'notice', as: 'notice' };
  }

  #stateOf({ stoppedAt, replacedBy, expires }: Warning): WarningState {
    if (stoppedAt) return 'withdrawn';
    if (replacedBy) return this.#believed.find(replacedBy)?.kind === 'correction' ? 'corrected' : 'updated';
    return Date.parse(expires) > this.#believed.now() ? 'valid' : 'over';
  }

  /** It was really drawn. */
  shown({ warning: { id, feedId } }: Showing): void {
    if (this.#marks[id]) return;
    this.#kit.feed.receipt(feedId, 'shown');
    this.#mark(id, { stage: 'shown', read: false });
  }

  /** The resident says that it is known. */
  confirm(showing: Showing): void {
    this.#read(showing, lasts(showing) ? 'small' : 'done');
    this.changed.emit();
  }

  /** It had its time. */
  timeUp(showing: Showing): void {
    const { id } = showing.warning;
    this.#mark(id, { stage: lasts(showing) ? 'small' : 'done', read: this.#marks[id]?.read ?? false });
    this.changed.emit();
  }

  /** It was opened in the list, and read there. */
  opened(showing: Showing): void {
    const { id } = showing.warning;
    if (this.#marks[id]?.read) return;
    this.#read(showing, lasts(showing) ? 'small' : 'done');
    this.changed.emit();
  }

  #read({ warning: { id, feedId } }: Showing, stage: Mark['stage']): void {
    if (!this.#marks[id]?.read) this.#kit.feed.receipt(feedId, 'confirmed');
    this.#mark(id, { stage, read: true });
  }

  #look(): void {
    this.#plan();
    this.changed.emit();
  }

  /** Looks again when the next one expires. */
  #plan(): void {
    clearTimeout(this.#timer);
    const now = this.#believed.now();
    const left = this.valid.map(({ warning }) => Date.parse(warning.expires) - now);
    if (left.length === 0) return;
    this.#timer = setTimeout(() => this.#look(), Math.min(LOOK_AGAIN_MS, ...left));
  }

  #mark(id: string, mark: Mark): void {
    const known = new Set(this.#believed.warnings.map((one) => one.id));
    const kept = Object.entries(this.#marks).filter(([other]) => known.has(other));
    this.#marks = { ...Object.fromEntries(kept), [id]: mark };
    this.#kit.store.write('broadcast.marks', this.#marks);
  }
}
