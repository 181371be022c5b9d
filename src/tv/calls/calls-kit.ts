import type { DialOptions, Ringing } from '../../media/calls/calls.ts';
import type { LiveCall } from '../../media/calls/live-call.ts';
import type { Party } from '../../protocol/contracts/calls.ts';
import { Signal } from '../signal.ts';
import type { Engine, EngineParts } from './engine.ts';

/** Calls as the TV's pages and layers use them. What a call needs is fetched after the first picture, and kept. */
export class CallsKit {
  readonly #parts: EngineParts;
  #engine: Engine | undefined;
  #opening: Promise<Engine> | undefined;
  /** Anything to be drawn of calls, or of what is open for them. */
  readonly changed = new Signal();
  /** A call that this box was in is over. */
  readonly ended = new Signal<[call: LiveCall]>();
  /** Some other layer draws the call within itself: then none of its own is laid. */
  carriedBy: 'sos' | undefined;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  get current(): LiveCall | undefined {
    return this.#engine?.calls.current;
  }

  get ringing(): readonly Ringing[] {
    return this.#engine?.calls.ringing ?? [];
  }

  get cameraOn(): boolean {
    return this.#engine?.devices.cameraOn === true;
  }

  get microphoneOn(): boolean {
    return this.#engine?.devices.microphoneOn === true;
  }

  /** What is open now: for journeys, which prove that a call leaves nothing behind. */
  get open(): { readonly tracks: number; readonly connections: number } {
    return { tracks: this.#engine?.devices.openTracks ?? 0, connections: this.#engine?.connections() ?? 0 };
  }

  /** Calls somebody; what becomes of it is to be seen in `current`. */
  async dial(to: Party, options?: DialOptions): Promise<void> {
    (await this.start()).calls.dial(to, options);
  }

  answer(id: string): void {
    this.#engine?.calls.answer(id);
  }

  refuse(id: string): void {
    void this.#engine?.calls.refuse(id);
  }

  /** Another layer has the call from now on, or no longer. */
  carry(by: 'sos' | undefined): void {
    if (by === this.carriedBy) return;
    this.carriedBy = by;
    this.changed.emit();
  }

  /** Makes the box able to be called. */
  start(): Promise<Engine> {
    this.#opening ??= import('./engine.ts').then(({ openEngine }) => {
      const engine = openEngine(this.#parts);
      this.#engine = engine;
      engine.calls.changed.on(() => this.changed.emit());
      engine.devices.changed.on(() => this.changed.emit());
      engine.calls.ended.on((call) => this.ended.emit(call));
      this.changed.emit();
      return engine;
    });
    // Without a line now; tried again by the next who needs it.
    this.#opening.catch(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }
}
