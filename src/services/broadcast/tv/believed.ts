import * as v from 'valibot';
import { Id } from '../../../protocol/ids.ts';
import { Instant } from '../../../protocol/time.ts';
import type { Clock } from '../../../tv/clock.ts';
import type { FeedItem } from '../../../tv/feed.ts';
import { Signal } from '../../../tv/signal.ts';
import type { Store } from '../../../tv/storage.ts';
import { type Verdict, WarningContent } from '../protocol.ts';

/** A message that this box believes, as it was read from the signed text, and what has become of it. */
export const Warning = v.object({
  ...WarningContent.entries,
  sentAt: Instant,
  /** Its number in the feed, and the id there, which receipts speak of. */
  scope: v.string(),
  sequence: v.number(),
  feedId: Id,
  stoppedAt: v.nullable(Instant),
  replacedBy: v.nullable(Id),
});
export type Warning = v.InferOutput<typeof Warning>;

const Stop = v.object({ warning: Id, drill: v.boolean(), at: Instant });
type Stop = v.InferOutput<typeof Stop>;

const State = v.object({
  warnings: v.array(Warning),
  /** Also of those that are no longer kept. */
  known: v.array(v.string()),
  stops: v.array(Stop),
  sequences: v.record(v.string(), v.number()),
  /** The latest time that a believed message was sent at, ms. */
  floor: v.number(),
  /** What was judged, however it ended, by scope, number and id. */
  judged: v.array(v.string()),
});
type State = v.InferOutput<typeof State>;

type Good = Extract<Verdict, { ok: true }>;

const NOTHING: State = { warnings: [], known: [], stops: [], sequences: {}, floor: 0, judged: [] };
const KEEP_MS = 90 * 24 * 3_600_000;
const KEPT_MAX = 60;
const KNOWN_MAX = 300;
const STOPS_MAX = 100;
/** More than the feed keeps, so that nothing is judged twice after a restart. */
const JUDGED_MAX = 300;

const placeOf = ({ scope, seq, id }: Pick<FeedItem, 'scope' | 'seq' | 'id'>): string => `${scope} ${seq} ${id}`;

/** What this home was told: kept on the box, written in one piece with the numbers that no later message may go below. */
export class Believed {
  readonly #store: Store;
  readonly #clock: Clock;
  #state: State;
  readonly told = new Signal<[warning: Warning]>();
  readonly stopped = new Signal<[warning: Warning]>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#state = store.read('broadcast.believed', State) ?? NOTHING;
  }

  /** All that is kept, in the order in which it came. */
  get warnings(): readonly Warning[] {
    return this.#state.warnings;
  }

  find(id: string): Warning | undefined {
    return this.#state.warnings.find((warning) => warning.id === id);
  }

  /** The latest time that a believed message was sent at, ms. */
  get floor(): number {
    return this.#state.floor;
  }

  /** Now, ms: by the center's clock, but never before what is certain. */
  now(): number {
    return Math.max(this.#clock.now(), this.#state.floor);
  }

  lastSequence(scope: string): number {
    return this.#state.sequences[scope] ?? 0;
  }

  knows(id: string): boolean {
    return this.#state.known.includes(id);
  }

  wasJudged(item: Pick<FeedItem, 'scope' | 'seq' | 'id'>): boolean {
    return this.#state.judged.includes(placeOf(item));
  }

  /** It was judged, and not believed. */
  pass(item: Pick<FeedItem, 'scope' | 'seq' | 'id'>): void {
    this.#write({ ...this.#state, judged: [...this.#state.judged, placeOf(item)] });
  }

  /** Takes what was found good under this number. */
  take(verdict: Good, item: Pick<FeedItem, 'scope' | 'seq' | 'id'>): void {
    const { envelope, content } = verdict;
    const { sentAt, scope, sequence } = envelope;
    const before = this.#state;
    const state: State = {
      ...before,
      judged: [...before.judged, placeOf(item)],
      sequences: { ...before.sequences, [scope]: sequence },
      floor: Math.max(before.floor, Date.parse(sentAt)),
    };
    if (envelope.type === 'stop') this.#stop(state, { warning: envelope.warning, drill: envelope.drill, at: sentAt });
    else if (!content || before.known.includes(content.id)) this.#write(state);
    else this.#add(state, content, { sentAt, scope, sequence, feedId: item.id });
  }

  #add(state: State, content: WarningContent, place: Pick<Warning, 'sentAt' | 'scope' | 'sequence' | 'feedId'>): void {
    const before = this.#state;
    const stop = before.stops.find((one) => one.warning === content.id && one.drill === content.drill);
    const replacedBy = before.warnings.find((other) => replaces(other, content))?.id ?? null;
    const warning: Warning = { ...content, ...place, stoppedAt: stop?.at ?? null, replacedBy };
    const others = before.warnings.map((other) =>
      replaces(content, other) ? { ...other, replacedBy: other.replacedBy ?? content.id } : other,
    );
    this.#write({ ...state, known: [...state.known, content.id], warnings: [...others, warning] });
    this.told.emit(warning);
  }

  #stop(state: State, stop: Stop): void {
    const meant = ({ id, drill, stoppedAt }: Warning) => id === stop.warning && drill === stop.drill && !stoppedAt;
    const ended = state.warnings.find(meant);
    const warnings = state.warnings.map((one) => (one === ended ? { ...one, stoppedAt: stop.at } : one));
    this.#write({ ...state, stops: [...state.stops, stop], warnings });
    if (ended) this.stopped.emit({ ...ended, stoppedAt: stop.at });
  }

  #write(state: State): void {
    this.#state = {
      ...state,
      known: state.known.slice(-KNOWN_MAX),
      stops: state.stops.slice(-STOPS_MAX),
      judged: state.judged.slice(-JUDGED_MAX),
      warnings: worthKeeping(state),
    };
    this.#store.write('broadcast.believed', this.#state);
  }
}

/** The newest, and before them those that still hold. By what is certain: a clock that is wrong loses nothing. */
function worthKeeping({ warnings, floor }: State): Warning[] {
  const holds = (one: Warning) => !one.stoppedAt && !one.replacedBy && Date.parse(one.expires) > floor;
  const young = warnings.filter((one) => Date.parse(one.sentAt) > floor - KEEP_MS);
  const spare = [...young].sort((one, other) => Number(holds(one)) - Number(holds(other)));
  const gone = new Set(spare.slice(0, Math.max(0, spare.length - KEPT_MAX)));
  return young.filter((one) => !gone.has(one));
}

/** Whether the first takes the place of the second: never a drill that of what is real, nor the other way round. */
function replaces(one: Pick<Warning, 'replaces' | 'drill'>, other: Pick<Warning, 'id' | 'drill'>): boolean {
  return one.drill === other.drill && one.replaces.includes(other.id);
}
