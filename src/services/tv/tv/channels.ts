import * as v from 'valibot';
import type { Reply } from '../../../protocol/reply.ts';
import type { AskReply } from '../../../protocol/services.ts';
import { showDialog } from '../../../tv/components/dialog.ts';
import { kit } from '../../../tv/kit.ts';
import { Signal } from '../../../tv/signal.ts';
import { tRefusal } from '../../../tv/text.ts';
import type { Channel, Programme, SampleState } from '../protocol.ts';

/** What the guide is fetched for at a time, hours, and how long before its end it is fetched anew. */
const GUIDE_HOURS = 12;
const HOUR_MS = 3_600_000;

/** Under this name the box keeps whether it starts with television: it must know without a line. */
export const START_NAME = 'tv.start';

/** Channels and guide of this household, and what was watched last on this box. */
class Channels {
  #known: AskReply<'tv:channels'> | undefined;
  #programmes: readonly Programme[] = [];
  #guideFrom = 0;
  #listening = false;
  /** The last question was refused, or not heard. */
  refusal = false;
  #asking = false;
  /** Something has changed while it was asked. */
  #again = false;
  /** Anything of it. */
  readonly changed = new Signal();

  /** Begins to listen to the center; once. */
  open(): void {
    if (this.#listening) return;
    this.#listening = true;
    kit.link.on('tv:changed', () => void this.refresh());
    kit.link.changed.on((state) => {
      if (state === 'online') void this.refresh();
    });
  }

  /** undefined until it is known. */
  get list(): readonly Channel[] | undefined {
    return this.#known?.channels;
  }

  get sample(): SampleState | null {
    return this.#known?.sample ?? null;
  }

  get startWithTv(): boolean {
    return this.#known?.startWithTv ?? kit.store.read(START_NAME, v.boolean()) ?? false;
  }

  get programmes(): readonly Programme[] {
    return this.#programmes;
  }

  async refresh(): Promise<void> {
    this.#again = this.#asking;
    if (this.#asking) return;
    this.#asking = true;
    const reply = await kit.cache.ask('tv:channels', {}, ({ value, fresh }) => {
      this.#known = value;
      if (fresh) kit.store.write(START_NAME, value.startWithTv);
      this.changed.emit();
    });
    this.#asking = false;
    this.refusal = !reply.ok;
    if (!reply.ok) this.changed.emit();
    if (this.#again) return this.refresh();
    await this.refreshGuide(true);
  }

  /** Fetches the guide when the one that is here runs out. */
  async refreshGuide(anyway = false): Promise<void> {
    const now = kit.clock.now();
    if (!anyway && now - this.#guideFrom < (GUIDE_HOURS - 6) * HOUR_MS) return;
    // A whole hour, so that what is kept for times without a line is kept once.
    const from = new Date(Math.floor(now / HOUR_MS) * HOUR_MS - HOUR_MS).toISOString();
    await kit.cache.ask('tv:guide', { from, hours: GUIDE_HOURS }, ({ value }) => {
      this.#programmes = value.programmes;
      this.#guideFrom = now;
      this.changed.emit();
    });
  }

  byId(id: string | undefined): Channel | undefined {
    return this.list?.find((channel) => channel.id === id);
  }

  byNumber(number: number): Channel | undefined {
    return this.list?.find((channel) => channel.number === number);
  }

  /** The channel so many places after this one, round and round. */
  beside(id: string | undefined, step: 1 | -1): Channel | undefined {
    const list = this.list ?? [];
    const place = list.findIndex((channel) => channel.id === id);
    return list[(place + step + list.length) % list.length];
  }

  /** What is on at this time (ms), and what comes after it. */
  on(id: string, at: number): { readonly now: Programme | undefined; readonly next: Programme | undefined } {
    const own = this.#programmes.filter(({ channelId }) => channelId === id);
    const now = own.find(({ startsAt, endsAt }) => Date.parse(startsAt) <= at && at < Date.parse(endsAt));
    const next = own.find(({ startsAt }) => Date.parse(startsAt) > at);
    return { now, next };
  }

  async favour(channelId: string, on: boolean): Promise<void> {
    await this.#done(await kit.link.ask('tv:favour', { channelId, on }));
  }

  async setStart(on: boolean): Promise<void> {
    await this.#done(await kit.link.ask('tv:startWithTv', { on }));
  }

  /** Shows what a deed has changed, or says why it has not. */
  async #done(reply: Reply<unknown>): Promise<void> {
    if (reply.ok) await this.refresh();
    else showDialog({ title: tRefusal(reply.refusal), picture: 'warning' });
  }

  /** The channel that was watched last, and the one before it. */
  get last(): readonly string[] {
    return kit.store.read('tv.last', v.array(v.string())) ?? [];
  }

  note(id: string): void {
    const [latest] = this.last;
    if (latest !== id) kit.store.write('tv.last', latest ? [id, latest] : [id]);
  }
}

export const channels = new Channels();
