import * as v from 'valibot';
import { type Kit, kit } from '../../../tv/kit.ts';
import { Signal } from '../../../tv/signal.ts';
import { ProgressInput, type ProgressView } from '../protocol/model.ts';

const STORE = 'classes.progress';
type Told = v.InferOutput<typeof ProgressInput>;
/** A box that was never on line keeps no more lessons than these. */
const MOST = 40;

/**
 * How far this box is in lessons, until the center has it: kept on the box, the last of each lesson, and sent when there is
 * a line. A queue would keep every ten seconds of an afternoon without one.
 */
export class Track {
  readonly #kit: Pick<Kit, 'clock' | 'link' | 'store'>;
  #waiting: Told[];
  #sending: Promise<void> | undefined;
  #again = false;
  /** The center has told how far the household is, here or at another box. */
  readonly heard = new Signal<[progress: ProgressView]>();

  constructor(from: Pick<Kit, 'clock' | 'link' | 'store'>) {
    this.#kit = from;
    this.#waiting = from.store.read(STORE, v.array(ProgressInput)) ?? [];
    from.link.changed.on((state) => state === 'online' && void this.send());
    from.link.on('classes:progressed', (progress) => this.heard.emit(progress));
  }

  /** What the center does not have yet of a lesson. */
  waiting(lessonId: string): Told | undefined {
    return this.#waiting.find((one) => one.lessonId === lessonId);
  }

  /** The household is at this second now. */
  note(lessonId: string, second: number, done: boolean): void {
    const before = this.waiting(lessonId);
    const told = { lessonId, second, done: done || before?.done === true, at: this.#kit.clock.iso() };
    this.#keep([...this.#waiting.filter((one) => one.lessonId !== lessonId), told].slice(-MOST));
    void this.send();
  }

  /** Sends what waits; resolves when the center has it, or there is no line. */
  send(): Promise<void> {
    this.#again = true;
    this.#sending ??= this.#sendAgain();
    return this.#sending;
  }

  async #sendAgain(): Promise<void> {
    // What is noted at the very end of a round begins another.
    while (this.#again) {
      this.#again = false;
      await this.#sendAll();
    }
    this.#sending = undefined;
  }

  async #sendAll(): Promise<void> {
    for (let told = this.#waiting[0]; told && this.#kit.link.state === 'online'; told = this.#waiting[0]) {
      const sent = told;
      const reply = await this.#kit.link.ask('classes:progress', sent);
      if (!reply.ok && reply.refusal.code === 'unavailable') return;
      // What was noted meanwhile is newer, and goes out next.
      this.#keep(this.#waiting.filter((one) => one !== sent));
      if (reply.ok) this.heard.emit(reply.value);
    }
  }

  #keep(waiting: Told[]): void {
    this.#waiting = waiting;
    this.#kit.store.write(STORE, waiting);
  }
}

/** The television's one. */
export const track = new Track(kit);
