import type { CallWire } from '../media/calls/wire.ts';
import { Signal } from '../media/signal.ts';
import type { Signal as CallSignal, CallView, Face, Party } from '../protocol/contracts/calls.ts';
import type { Reply } from '../protocol/reply.ts';

/** One page at the switchboard. Its line can be cut; what was pushed meanwhile is lost. */
export interface SwitchedPage {
  readonly wire: CallWire;
  readonly party: Party;
  /** Every ask it made, by name. */
  readonly asked: string[];
  up: boolean;
  lineUp(): void;
  /** Pushes it something, whatever the switchboard thinks. */
  push(name: string, body: unknown): void;
}

type Input = {
  readonly callId: string;
  readonly end: string;
  readonly to?: Party;
  readonly video?: boolean;
  readonly on?: boolean;
  readonly lost?: boolean;
  readonly offer?: CallSignal;
  readonly signal?: CallSignal;
};

const samePartyAs = (one: Party) => (other: Party) => JSON.stringify(one) === JSON.stringify(other);
const faceOf = (party: Party): Face => ({ party, name: party.kind, picture: '' });

/**
 * As much of the center's switchboard as pages need of it, in memory: for tests of the engine and of screens. The real one
 * has its own tests, and journeys have both.
 */
export class Switchboard {
  readonly pages: SwitchedPage[] = [];
  readonly calls = new Map<string, CallView>();
  readonly #offers = new Map<string, CallSignal>();
  /** Is put into calls that ring. */
  autoAnswer: CallView['autoAnswer'] = null;
  relayOnly = false;
  readonly #kept = new Map<string, CallSignal[]>();

  page(party: Party, end: string): SwitchedPage {
    const pushed = new Map<string, Signal<[body: unknown]>>();
    const cameUp = new Signal();
    const page: SwitchedPage = {
      party,
      asked: [],
      up: true,
      lineUp: () => {
        page.up = true;
        cameUp.emit();
      },
      push: (name, body) => {
        if (page.up) pushed.get(name)?.emit(structuredClone(body));
      },
      wire: {
        end,
        now: () => Date.now(),
        onUp: cameUp.on,
        on(name, read) {
          const signal = pushed.get(name) ?? new Signal<[body: unknown]>();
          pushed.set(name, signal);
          return signal.on(read as (body: unknown) => void);
        },
        ask: async (name, input) => {
          await Promise.resolve();
          page.asked.push(name);
          const reply = page.up ? this.#answer(page, name, input as Input) : refused('unavailable');
          return reply as never;
        },
      },
    };
    this.pages.push(page);
    return page;
  }

  /** Changes a call as the center would, and tells everybody in it. */
  change(id: string, change: Partial<CallView>): CallView {
    const view = { ...this.#get(id), ...change };
    this.calls.set(id, view);
    for (const page of this.pages) {
      const isIn = samePartyAs(page.party);
      if (isIn(view.caller.party) || isIn(view.callee.party)) page.push('calls:changed', view);
    }
    return view;
  }

  #answer(page: SwitchedPage, name: string, input: Input): Reply<unknown> {
    const call = this.calls.get(input.callId);
    switch (name) {
      case 'calls:ice':
        return ok({ until: new Date(Date.now() + 3_600_000).toISOString(), relayOnly: this.relayOnly, servers: [] });
      case 'calls:current':
        return ok({ calls: [...this.calls.values()].filter(({ state }) => state !== 'ended') });
      case 'calls:dial':
        return ok(this.#dial(page, input));
      case 'calls:measured':
      case 'calls:say':
        return ok({});
    }
    if (!call) return refused('gone');
    if (name === 'calls:offer') return ok(this.#offers.get(call.id));
    if (name === 'calls:alive') return ok(call);
    if (name === 'calls:signal') return this.#pass(call, input);
    if (call.state === 'ended') return name === 'calls:answer' ? refused('conflict') : ok(call);
    if (name === 'calls:answer') {
      if (call.state !== 'ringing') return refused('conflict');
      return ok(this.#join(call, input));
    }
    if (name === 'calls:hold') return ok(this.change(call.id, { state: input.on ? 'held' : 'talking' }));
    if (name === 'calls:picture') {
      const side = call.callerEnd === input.end ? 'callerVideo' : 'calleeVideo';
      return ok(this.change(call.id, { [side]: input.video }));
    }
    const outcome = name === 'calls:refuse' ? 'refused' : input.lost ? 'lost' : 'answered';
    return ok(this.change(call.id, { state: 'ended', outcome }));
  }

  #dial(page: SwitchedPage, { callId, end, to, video = false, offer }: Input): CallView {
    const callee = to ?? page.party;
    const isUs = samePartyAs(page.party);
    const isThem = samePartyAs(callee);
    const crossing = [...this.calls.values()].find(
      (one) => one.state === 'ringing' && isThem(one.caller.party) && isUs(one.callee.party),
    );
    if (crossing) return this.#join(crossing, { callId: crossing.id, end, video });
    const busy = [...this.calls.values()].some(
      (one) => one.state !== 'ended' && (isThem(one.caller.party) || isThem(one.callee.party)),
    );
    const view: CallView = {
      id: callId,
      purpose: 'call',
      subject: null,
      caller: faceOf(page.party),
      callee: faceOf(callee),
      state: busy ? 'ended' : 'ringing',
      outcome: busy ? 'busy' : null,
      callerEnd: end,
      calleeEnd: null,
      callerVideo: video,
      calleeVideo: false,
      autoAnswer: this.autoAnswer,
      startedAt: new Date().toISOString(),
      answeredAt: null,
      endedAt: null,
    };
    this.calls.set(callId, view);
    if (offer) this.#offers.set(callId, offer);
    if (!busy)
      for (const other of this.pages) if (isThem(other.party)) other.push('calls:ringing', { call: view, offer });
    return view;
  }

  #join(call: CallView, { end, video = false }: Input): CallView {
    const answeredAt = new Date().toISOString();
    const view = this.change(call.id, { state: 'talking', calleeEnd: end, calleeVideo: video, answeredAt });
    for (const signal of this.#kept.get(call.id) ?? []) this.#push(view, end, call.callerEnd, signal);
    return view;
  }

  #pass(call: CallView, { end, signal }: Input): Reply<unknown> {
    if (!signal || (end !== call.callerEnd && end !== call.calleeEnd)) return refused('forbidden');
    const to = end === call.callerEnd ? call.calleeEnd : call.callerEnd;
    if (to) this.#push(call, to, end, signal);
    else this.#kept.set(call.id, [...(this.#kept.get(call.id) ?? []), signal]);
    return ok({});
  }

  #push({ id: callId }: CallView, to: string, from: string, signal: CallSignal): void {
    const body = { callId, to, from, signal };
    for (const page of this.pages) if (page.wire.end === to) page.push('calls:signal', body);
  }

  #get(id: string): CallView {
    const view = this.calls.get(id);
    if (!view) throw new Error('no such call');
    return view;
  }
}

const ok = (value: unknown): Reply<unknown> => ({ ok: true, value });
const refused = (code: 'unavailable' | 'gone' | 'forbidden' | 'conflict'): Reply<unknown> => ({
  ok: false,
  refusal: { code, text: 'refusal.test' },
});
