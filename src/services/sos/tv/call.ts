import * as v from 'valibot';
import { Id, newId } from '../../../protocol/ids.ts';
import type { Refusal } from '../../../protocol/reply.ts';
import { Instant } from '../../../protocol/time.ts';
import type { Kit } from '../../../tv/kit.ts';
import type { Settled } from '../../../tv/outbox.ts';
import { Signal } from '../../../tv/signal.ts';
import { AlarmView, COUNTDOWN_S, SOS_STATES, type SosState } from '../protocol.ts';
import { Practice } from './practice.ts';

/**
 * What the resident is shown: the alarm's state, and two stages that only the box knows. `countdown` may still be
 * taken back; `undelivered` was sent, and the center has not answered in time. `pressed` is on its way to the center,
 * or counts down on another box of this home.
 */
export type CallStage = 'countdown' | 'undelivered' | SosState;

const Kept = v.object({
  id: Id,
  /** By the center's clock. */
  pressedAt: Instant,
  /** Pressed at this box, not at another one of this home. */
  own: v.boolean(),
  /** OK was pressed, or the countdown has run out. */
  sent: v.boolean(),
  /** Taken back here; what the center says of it counts again only if it refuses. */
  takenBack: v.boolean(),
  /** Pressed while this home practised, as far as the box knew. */
  drill: v.optional(v.boolean(), false),
  view: v.nullable(AlarmView),
  /** Every state that was heard of. */
  states: v.array(v.picklist(SOS_STATES)),
});
type Kept = v.InferOutput<typeof Kept>;

type CallKit = Pick<Kit, 'store' | 'clock' | 'outbox' | 'feed' | 'link'>;

const COUNTDOWN_MS = COUNTDOWN_S * 1_000;
/** Trembling hands press twice; only a later press means "at once". */
const TREMBLE_MS = 1_000;
const UNDELIVERED_AFTER_MS = 5_000;
const REFUSED_AGAIN_MS = 5_000;
const STALE_MS = 24 * 3_600_000;
const SECOND_MS = 1_000;
/** The end stays so long on the screen, ms. */
const END_SHOWN_MS = 20_000;

const OVER: ReadonlySet<CallStage> = new Set(['closed', 'cancelled']);
/** An officer has seen to it: who presses now needs help again. */
const SETTLED: ReadonlySet<CallStage> = new Set(['resolved', ...OVER]);

/** The call for help of this box: kept through restarts, one alarm however often and wherever the key is pressed. */
export class Call {
  readonly #kit: CallKit;
  #kept: Kept | undefined;
  /** When the stage began that time ends, ms of the box's steady clock: its calendar may jump. */
  #since = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly changed = new Signal();
  readonly practice: Practice;
  /** Why it could not be taken back. */
  refusal: Refusal | undefined;

  constructor(kit: CallKit) {
    this.#kit = kit;
    this.practice = new Practice(kit);
    const kept = kit.store.read('sos', Kept);
    if (kept && kit.clock.now() - Date.parse(kept.pressedAt) < STALE_MS) this.#wake(kept);
    kit.outbox.onSettled('sos:press', (settled) => this.#onPress(settled));
    kit.outbox.onSettled('sos:send', (settled) => this.#onSend(settled));
    kit.outbox.onSettled('sos:cancel', (settled) => this.#onCancel(settled));
    kit.feed.on('sos:alarm', ({ body }) => this.#hear(body));
    kit.link.changed.on((state) => state === 'online' && void this.#refresh());
    if (kit.link.state === 'online') void this.#refresh();
  }

  get stage(): CallStage | undefined {
    const kept = this.#kept;
    if (!kept) return undefined;
    if (kept.takenBack) return 'cancelled';
    const state = kept.view?.state ?? 'pressed';
    if (state !== 'pressed' || !kept.own) return state;
    if (!kept.sent) return 'countdown';
    return this.#elapsed < UNDELIVERED_AFTER_MS ? 'pressed' : 'undelivered';
  }

  get own(): boolean {
    return this.#kept?.own === true;
  }

  get id(): string | undefined {
    return this.#kept?.id;
  }

  /** It is practice, by the center's word, and before that by what the box knew when the key was pressed. */
  get drill(): boolean {
    return this.#kept?.view?.drill ?? this.#kept?.drill ?? false;
  }

  /** It was taken back, and whoever called back reached nobody: somebody will come and look. */
  get unreached(): boolean {
    return this.stage === 'sent' && this.#kept?.view?.callback === 'not-reached';
  }

  get over(): boolean {
    const stage = this.stage;
    return stage !== undefined && OVER.has(stage);
  }

  /** Name of the officer on it. */
  get officer(): string {
    return this.#kept?.view?.officer ?? '';
  }

  /** Every state that it has been in. */
  get states(): readonly SosState[] {
    return this.#kept?.states ?? [];
  }

  /** Seconds until the countdown ends, or until the end leaves the screen. */
  get secondsLeft(): number {
    return Math.ceil(this.#msLeft / SECOND_MS);
  }

  get #msLeft(): number {
    const all = this.stage === 'countdown' ? COUNTDOWN_MS : END_SHOWN_MS;
    return Math.max(0, all - this.#elapsed);
  }

  /** The emergency key: opens an alarm, or counts on the one under way; in the countdown a later press sends it. */
  press(): void {
    const stage = this.stage;
    const kept = this.#kept;
    if (!kept || !stage || SETTLED.has(stage)) {
      this.#open();
      return;
    }
    const { outbox, clock } = this.#kit;
    outbox.send('sos:press', { alarmId: kept.id, pressedAt: clock.iso() });
    if (stage === 'countdown' && this.#elapsed >= TREMBLE_MS) this.send();
    // It was pressed at another box of this home; from now on it is this one's call, too.
    else if (!kept.own) {
      this.#keep({ ...kept, own: true, sent: stage !== 'pressed' });
      this.#restart();
    }
  }

  /** Sends what is being counted down. */
  send(): void {
    if (this.stage !== 'countdown' || !this.#kept) return;
    const { id: alarmId, pressedAt } = this.#kept;
    this.#keep({ ...this.#kept, sent: true });
    this.#kit.outbox.send('sos:send', { alarmId, pressedAt });
    this.#restart();
  }

  /** Takes back what is being counted down, or what became an alarm again; somebody will call back all the same. */
  cancel(): void {
    if (!this.#kept || !(this.stage === 'countdown' || this.unreached)) return;
    this.#keep({ ...this.#kept, takenBack: true });
    this.#kit.outbox.send('sos:cancel', { alarmId: this.#kept.id });
    this.#restart();
  }

  /** The end has been read. */
  dismiss(): void {
    if (!this.over) return;
    this.#forget();
    this.changed.emit();
  }

  get #elapsed(): number {
    return performance.now() - this.#since;
  }

  #open(): void {
    const { clock, outbox } = this.#kit;
    const drill = this.practice.until !== undefined;
    const kept = { id: newId(), pressedAt: clock.iso(), own: true, sent: false, takenBack: false, drill };
    this.#keep({ ...kept, view: null, states: ['pressed'] });
    this.refusal = undefined;
    outbox.send('sos:press', { alarmId: kept.id, pressedAt: kept.pressedAt });
    this.#restart();
  }

  /** Goes on where the box was switched off. */
  #wake(kept: Kept): void {
    this.#kept = kept;
    if (this.over) {
      this.#forget();
      return;
    }
    const passed = Math.max(0, this.#kit.clock.now() - Date.parse(kept.pressedAt));
    if (this.stage === 'countdown') this.#since = performance.now() - passed;
    this.#onTime();
  }

  /** A stage with an end of its own begins. */
  #restart(): void {
    this.#since = performance.now();
    this.#plan();
    this.changed.emit();
  }

  /** Looks again when time alone changes something. */
  #plan(): void {
    clearTimeout(this.#timer);
    const stage = this.stage;
    if (stage === 'countdown' || this.over) {
      // News that comes just as the last second ends must not give it another one.
      const ms = Math.min(this.#msLeft, SECOND_MS - (this.#elapsed % SECOND_MS));
      this.#timer = setTimeout(() => this.#onTime(), ms);
    } else if (stage === 'pressed' && this.own) {
      this.#timer = setTimeout(() => this.#onTime(), UNDELIVERED_AFTER_MS - this.#elapsed);
    }
  }

  #onTime(): void {
    if (this.stage === 'countdown' && this.secondsLeft === 0) {
      this.send();
      return;
    }
    if (this.over && this.secondsLeft === 0) this.#forget();
    this.#plan();
    this.changed.emit();
  }

  #onPress({ input, reply }: Settled<'sos:press'>): void {
    const kept = this.#kept;
    if (!kept || kept.id !== input.alarmId || kept.takenBack) return;
    if (reply.ok) {
      // Another box of this home was first: there is one alarm, and it is that one.
      if (reply.value.id !== kept.id) this.#kept = { ...kept, id: reply.value.id };
      this.#take(reply.value);
    } else if (reply.refusal.code === 'conflict') this.#renew();
    else this.#again(() => this.#kit.outbox.send('sos:press', input), kept.id);
  }

  #onSend({ input, reply }: Settled<'sos:send'>): void {
    const kept = this.#kept;
    if (!kept || kept.id !== input.alarmId) return;
    if (reply.ok) {
      if (reply.value.id !== kept.id) this.#kept = { ...kept, id: reply.value.id };
      this.#take(reply.value);
    } else if (reply.refusal.code !== 'conflict') this.#again(() => this.#kit.outbox.send('sos:send', input), kept.id);
    else if (kept.view) void this.#refresh();
    else this.#renew();
  }

  #onCancel({ input, reply }: Settled<'sos:cancel'>): void {
    const kept = this.#kept;
    if (!kept || kept.id !== input.alarmId || reply.ok) return;
    // An officer is on it already, or it was another box's alarm: help is under way.
    this.refusal = reply.refusal.code === 'late' ? reply.refusal : undefined;
    this.#keep({ ...kept, takenBack: false, sent: true });
    void this.#refresh();
  }

  /** The alarm of this id is over at the center, and somebody presses: that is a new one. */
  #renew(): void {
    const sent = this.#kept?.sent;
    this.#open();
    if (sent) this.send();
  }

  /** A refusal that should not be: whoever calls for help goes on calling. */
  #again(deed: () => void, id: string): void {
    setTimeout(() => this.#kept?.id === id && !this.over && deed(), REFUSED_AGAIN_MS);
  }

  /** News of an alarm of this home. */
  #hear(view: AlarmView): void {
    const stage = this.stage;
    if (this.#kept?.id === view.id) this.#take(view);
    else if ((!stage || SETTLED.has(stage)) && !SETTLED.has(view.state)) this.#adopt(view);
  }

  /** An alarm that was not pressed here, or had been forgotten: one that nobody answers for concerns every box. */
  #adopt(view: AlarmView): void {
    const own = view.callback === 'not-reached';
    const kept = { id: view.id, pressedAt: view.pressedAt, own, sent: true, takenBack: false, drill: view.drill };
    this.#kept = { ...kept, view: null, states: ['pressed'] };
    this.#take(view);
  }

  /** Takes the center's word, unless there is a newer one already. */
  #take(view: AlarmView): void {
    const kept = this.#kept;
    if (!kept) return;
    const again = kept.takenBack && view.state === 'sent' && view.callback === 'not-reached';
    if (kept.takenBack && !again) return;
    if (kept.view && Date.parse(view.since) < Date.parse(kept.view.since)) return;
    const before = this.stage;
    const states = kept.states.includes(view.state) ? kept.states : [...kept.states, view.state];
    this.#keep({ ...kept, view, states, takenBack: false, sent: kept.sent || again });
    if (this.stage !== before && this.over) this.#since = performance.now();
    this.#plan();
    this.changed.emit();
  }

  /** Asks where the call of this home stands. */
  async #refresh(): Promise<void> {
    const before = this.#kept;
    const reply = await this.#kit.link.ask('sos:current', {});
    if (!reply.ok) return;
    const { alarm, drill } = reply.value;
    if (drill) this.practice.hear(drill);
    if (alarm) this.#hear(alarm);
    // Over while nobody told this box. What it has still to send is not over, nor what it heard of meanwhile.
    else if (before?.view && before === this.#kept && !this.over && !this.#pending(before.id)) {
      this.#forget();
      this.changed.emit();
    }
  }

  #pending(id: string): boolean {
    const { outbox } = this.#kit;
    return (['sos:press', 'sos:send'] as const).some((name) =>
      outbox.pending(name).some((p) => p.input.alarmId === id),
    );
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    this.#kit.store.write('sos', kept);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#kept = undefined;
    this.#kit.store.remove('sos');
  }
}
