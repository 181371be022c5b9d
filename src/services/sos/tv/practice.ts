import type { Kit } from '../../../tv/kit.ts';
import { Signal } from '../../../tv/signal.ts';
import { DrillView } from '../protocol.ts';

/** Whether this home practises: told by the center, kept through restarts, and over by the center's clock. */
export class Practice {
  readonly #kit: Pick<Kit, 'store' | 'clock' | 'feed'>;
  #drill: DrillView | undefined;
  #end: ReturnType<typeof setTimeout> | undefined;
  readonly changed = new Signal();

  constructor(kit: Pick<Kit, 'store' | 'clock' | 'feed'>) {
    this.#kit = kit;
    this.#drill = kit.store.read('sosDrill', DrillView);
    kit.feed.on('sos:drill', ({ body }) => this.hear(body));
    this.#plan();
  }

  /** Until when presses are practice, ISO time; undefined when they are meant. */
  get until(): string | undefined {
    const until = this.#drill?.until;
    return until && Date.parse(until) > this.#kit.clock.now() ? until : undefined;
  }

  /** Takes the center's word. */
  hear(drill: DrillView): void {
    this.#drill = drill;
    this.#kit.store.write('sosDrill', drill);
    this.#plan();
    this.changed.emit();
  }

  #plan(): void {
    clearTimeout(this.#end);
    if (!this.until) return;
    this.#end = setTimeout(() => this.changed.emit(), Date.parse(this.until) - this.#kit.clock.now() + 1);
  }
}
