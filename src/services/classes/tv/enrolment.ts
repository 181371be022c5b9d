import { type Kit, kit } from '../../../tv/kit.ts';
import { Signal } from '../../../tv/signal.ts';
import type { Course } from '../protocol/model.ts';
import { catalogue } from './catalogue.ts';

/** Who of this home is enrolled, with what the center has not answered yet. */
class Enrolment {
  readonly #kit: Pick<Kit, 'outbox'>;
  readonly changed = new Signal();

  constructor(from: Pick<Kit, 'outbox'>) {
    this.#kit = from;
    // A refusal is shown by the house; the list shows again what holds.
    from.outbox.changed.on(() => this.changed.emit());
  }

  /** The residents that are enrolled, as soon as they have pressed. */
  of({ id, enrolled }: Pick<Course, 'id' | 'enrolled'>): string[] {
    const wished = this.#kit.outbox.pending('classes:enrol').filter(({ input }) => input.courseId === id);
    const set = new Set(enrolled);
    for (const { input } of wished) {
      if (input.on) set.add(input.residentId);
      else set.delete(input.residentId);
    }
    return [...set];
  }

  set({ id }: Pick<Course, 'id'>, residentId: string, on: boolean): void {
    const { done } = this.#kit.outbox.send('classes:enrol', { courseId: id, residentId, on });
    void done.then(() => catalogue.open(id));
    this.changed.emit();
  }
}

/** The television's one. */
export const enrolment = new Enrolment(kit);
