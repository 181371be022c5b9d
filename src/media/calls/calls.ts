import type { Signal as CallSignal, CallView, Face, Party, Purpose } from '../../protocol/contracts/calls.ts';
import { newId } from '../../protocol/ids.ts';
import type { Refusal } from '../../protocol/reply.ts';
import type { Devices, OpeningRule } from '../devices.ts';
import { Signal } from '../signal.ts';
import { deed } from './deed.ts';
import { LiveCall } from './live-call.ts';
import { Relays } from './relays.ts';
import type { CallWire } from './wire.ts';

/** A call that rings here. */
export interface Ringing {
  readonly view: CallView;
  /** Null when it was handed over: the offer comes after the answer. */
  readonly offer: CallSignal | null;
}

export interface DialOptions {
  readonly purpose?: Purpose;
  /** What it is about, e.g. the alarm's id. */
  readonly subject?: string;
  /** With our picture, if there is a camera; it is, unless said otherwise. */
  readonly picture?: boolean;
  /** What is drawn of the other side until the center has said it. */
  readonly face?: Face;
}

export interface CallsOptions {
  readonly wire: CallWire;
  readonly devices: Devices;
  /** Whether a party of a call is this page's own: for what rings already when the page starts. */
  readonly isUs: (party: Party) => boolean;
  /** Whether this page answers such a call by itself at its time; only televisions do. */
  readonly answersItself?: (view: CallView) => boolean;
  /** A new call puts the current one on hold, as it does for staff; elsewhere there is one at a time. */
  readonly holds?: boolean;
}

/**
 * All calls of one page, for any room with a screen.
 *
 *     const devices = new Devices();
 *     const calls = new Calls({ wire, devices, isUs: (party) => … });
 *     calls.changed.on(draw);                       // ringing, current, and whatever changes in a call
 *     calls.ended.on((call) => …);                  // call.view.outcome, call.refusal, call.fault: why
 *     calls.dial({ kind: 'desk' });                 // rings there; opens microphone and camera
 *     calls.answer(calls.ringing[0].view.id);
 *     video.srcObject = calls.current.remote;       // and calls.current.local, muted and mirrored
 *     calls.current.mute(true); calls.current.picture(false); calls.current.hangUp();
 *
 * `current` is what the person talks in; calls that staff have put on hold stay in `live`. Lines that drop and come back
 * do not touch a call: its pictures go from page to page.
 */
export class Calls {
  readonly #options: CallsOptions;
  readonly #relays: Relays;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #live: readonly LiveCall[] = [];
  #ringing: readonly Ringing[] = [];
  /** Anything to be drawn has changed. */
  readonly changed = new Signal();
  /** A call that this page was in is over. */
  readonly ended = new Signal<[call: LiveCall]>();
  /** It rings no longer, and not because of an answer here. */
  readonly stopped = new Signal<[view: CallView]>();

  constructor(options: CallsOptions) {
    this.#options = options;
    const { wire } = options;
    this.#relays = new Relays(wire);
    wire.on('calls:ringing', ({ call, offer }) => this.#ring(call, offer));
    wire.on('calls:changed', (view) => this.#hear(view));
    wire.on('calls:signal', ({ callId, to, from, signal }) => {
      if (to === wire.end) this.find(callId)?.receive(from, signal);
    });
    wire.on('calls:said', ({ callId, words }) => {
      const call = this.find(callId);
      if (!call) return;
      call.said = words;
      call.changed.emit();
    });
    wire.onUp(() => void this.refresh());
  }

  /** Calls that this page is in, also those on hold here. */
  get live(): readonly LiveCall[] {
    return this.#live;
  }

  /** The one that the person talks in, or that waits to be talked in. */
  get current(): LiveCall | undefined {
    return this.#live.find((call) => !call.heldHere);
  }

  /** What rings here, oldest first. */
  get ringing(): readonly Ringing[] {
    return this.#ringing;
  }

  /** Of the calls that this page is in. */
  find(id: string): LiveCall | undefined {
    return this.#live.find((call) => call.id === id);
  }

  /** Calls somebody. Where there is one call at a time, and it is going on, nothing happens, and that one is returned. */
  dial(to: Party, { purpose = 'call', subject, picture = true, face }: DialOptions = {}): LiveCall {
    const { current } = this;
    if (current && !this.#options.holds) return current;
    void current?.hold(true);
    const call = this.#enter({ id: newId(), role: 'caller', purpose, rule: 'dialled', picture, other: face });
    void call.dial(to, subject ?? null);
    return call;
  }

  /** Answers by hand. */
  answer(id: string, picture = true): LiveCall | undefined {
    return this.#answer(id, 'answered', picture);
  }

  /** It stops ringing, on all our pages. */
  async refuse(id: string): Promise<Refusal | undefined> {
    const { wire } = this.#options;
    this.#forget(id);
    const reply = await deed(wire, 'calls:refuse', { callId: id, end: wire.end });
    return reply.ok ? undefined : reply.refusal;
  }

  /** Asks what rings and what has become of our calls: at the start, and whenever the line comes back. */
  async refresh(): Promise<void> {
    const { wire, isUs } = this.#options;
    void this.#relays.get();
    for (const call of this.#live) call.lineUp();
    const reply = await wire.ask('calls:current', {});
    if (!reply.ok) return;
    const { calls } = reply.value;
    for (const { view } of this.#ringing) {
      if (!calls.some(({ id, state }) => id === view.id && state === 'ringing')) this.#forget(view.id);
    }
    for (const view of calls) {
      const ringsHere = view.state === 'ringing' && isUs(view.callee.party) && view.callerEnd !== wire.end;
      if (!ringsHere || this.#ringing.some((one) => one.view.id === view.id)) continue;
      const offer = await wire.ask('calls:offer', { callId: view.id, end: wire.end });
      if (offer.ok || offer.refusal.code === 'gone') this.#ring(view, offer.ok ? offer.value : null);
    }
  }

  /** The page goes away: everything is closed here; the center notices by itself. */
  close(): void {
    for (const { view } of this.#ringing) this.#forget(view.id);
    for (const call of this.#live) call.finish();
  }

  #answer(id: string, rule: OpeningRule, picture: boolean): LiveCall | undefined {
    const ringing = this.#ringing.find(({ view }) => view.id === id);
    const { current } = this;
    if (!ringing || (current && !this.#options.holds)) return undefined;
    void current?.hold(true);
    const { purpose, caller: other } = ringing.view;
    const call = this.#enter({ id, role: 'callee', purpose, rule, picture, other });
    this.#forget(id);
    void call.answer(ringing.offer, rule === 'auto-answer' || rule === 'sos');
    return call;
  }

  #enter(entry: ConstructorParameters<typeof LiveCall>[1]): LiveCall {
    const { wire, devices } = this.#options;
    const call = new LiveCall({ wire, devices, relays: this.#relays }, entry);
    this.#live = [...this.#live, call];
    call.changed.on(() => {
      this.#forget(call.id);
      if (call.stage === 'ended' && this.#live.includes(call)) {
        this.#live = this.#live.filter((other) => other !== call);
        this.ended.emit(call);
      }
      this.changed.emit();
    });
    this.changed.emit();
    return call;
  }

  #ring(view: CallView, offer: CallSignal | null): void {
    // Ours has crossed it, or it is told a second time.
    if (this.find(view.id) || this.#ringing.some((one) => one.view.id === view.id)) return;
    this.#ringing = [...this.#ringing, { view, offer }];
    this.#plan(view);
    this.changed.emit();
  }

  #hear(view: CallView): void {
    this.find(view.id)?.take(view);
    const ringing = this.#ringing.find((one) => one.view.id === view.id);
    if (!ringing) return;
    if (view.state === 'ringing') {
      this.#ringing = this.#ringing.map((one) => (one === ringing ? { ...one, view } : one));
      this.#plan(view);
      this.changed.emit();
      return;
    }
    this.#forget(view.id);
    this.stopped.emit(view);
  }

  /** Answers by itself when its time has come, where that is this page's to do. */
  #plan(view: CallView): void {
    clearTimeout(this.#timers.get(view.id));
    this.#timers.delete(view.id);
    const { autoAnswer, purpose } = view;
    const { wire, answersItself } = this.#options;
    if (!autoAnswer || !answersItself?.(view)) return;
    const rule = purpose === 'sos' ? 'sos' : 'auto-answer';
    const wait = Math.max(0, Date.parse(autoAnswer.at) - wire.now());
    this.#timers.set(
      view.id,
      setTimeout(() => {
        // A call for help goes before whatever is being talked about.
        if (purpose === 'sos') this.current?.hangUp();
        this.#answer(view.id, rule, autoAnswer.video);
      }, wait),
    );
  }

  #forget(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    if (!this.#ringing.some(({ view }) => view.id === id)) return;
    this.#ringing = this.#ringing.filter(({ view }) => view.id !== id);
    this.changed.emit();
  }
}
