import type { Refusal } from '../../../protocol/reply.ts';
import type { AskReply } from '../../../protocol/services.ts';
import { type Kit, kit } from '../../../tv/kit.ts';
import { Signal } from '../../../tv/signal.ts';

type Page = AskReply<'classes:course'>;

/** What the center has told of courses: all in short, and those that were opened with their lessons. */
export class Catalogue {
  readonly #kit: Pick<Kit, 'cache' | 'link'>;
  readonly #pages = new Map<string, Page>();
  overview: AskReply<'classes:overview'> | undefined;
  timetable: AskReply<'classes:timetable'> | undefined;
  /** When the last answer was given, ms. */
  at = 0;
  refusal: Refusal | undefined;
  readonly changed = new Signal();

  constructor(from: Pick<Kit, 'cache' | 'link'>) {
    this.#kit = from;
  }

  /** A course with its lessons, as last heard. */
  page(courseId: string): Page | undefined {
    return this.#pages.get(courseId);
  }

  async refresh(): Promise<void> {
    const reply = await this.#kit.cache.ask('classes:overview', {}, ({ value, at }) => {
      this.overview = value;
      this.#tell(at);
    });
    this.#note(reply.ok ? undefined : reply.refusal);
  }

  async refreshTimetable(): Promise<void> {
    const reply = await this.#kit.cache.ask('classes:timetable', {}, ({ value, at }) => {
      this.timetable = value;
      this.#tell(at);
    });
    this.#note(reply.ok ? undefined : reply.refusal);
  }

  async open(courseId: string): Promise<void> {
    const reply = await this.#kit.cache.ask('classes:course', { courseId }, ({ value, at }) => {
      this.#pages.set(courseId, value);
      this.#tell(at);
    });
    this.#note(reply.ok ? undefined : reply.refusal);
  }

  #tell(at: number): void {
    this.at = at;
    this.changed.emit();
  }

  #note(refusal: Refusal | undefined): void {
    this.refusal = refusal;
    this.changed.emit();
  }
}

/** The television's one. */
export const catalogue = new Catalogue(kit);
