import type { Refusal } from '../../../protocol/reply.ts';
import { kit } from '../../../tv/kit.ts';
import { Signal } from '../../../tv/signal.ts';
import { type CameraView, stillPath } from '../protocol.ts';

/** How often stills are asked for while somebody looks at the wall, ms. */
const STILLS_EVERY_MS = 10_000;

interface Still {
  readonly at: string;
  readonly address: string;
}

/** The cameras that this home may look at, and their newest stills; kept fresh only while a page attends to them. */
class Cameras {
  list: readonly CameraView[] | undefined;
  /** When the list was last told, ms. */
  at = 0;
  refusal: Refusal | undefined;
  /** The camera that was last looked at, for the focus on the wall. */
  looked: string | undefined;
  readonly changed = new Signal();
  readonly #stills = new Map<string, Still>();
  #attended = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Address of a camera's newest still; undefined while there is none. */
  stillOf(id: string): string | undefined {
    return this.#stills.get(id)?.address;
  }

  /** Keeps the list and, with `stills`, the pictures fresh; the returned function ends it. */
  attend(stills: boolean): () => void {
    this.#attended++;
    const refresh = () => void this.refresh(stills);
    const stops = [
      kit.link.on('cameras:changed', refresh),
      kit.link.changed.on((state) => state === 'online' && refresh()),
    ];
    this.#timer ??= setInterval(refresh, STILLS_EVERY_MS);
    refresh();
    return () => {
      for (const stop of stops) stop();
      if (--this.#attended > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  async refresh(stills: boolean): Promise<void> {
    const reply = await kit.link.ask('cameras:wall', {});
    this.refusal = reply.ok ? undefined : reply.refusal;
    if (reply.ok) {
      this.list = reply.value.cameras;
      this.at = kit.clock.now();
    }
    this.changed.emit();
    if (!stills || !reply.ok) return;
    await Promise.all(reply.value.cameras.map((camera) => this.#fetch(camera)));
  }

  async #fetch({ id, stillAt }: CameraView): Promise<void> {
    const before = this.#stills.get(id);
    if (!stillAt || before?.at === stillAt) return;
    try {
      const headers = { authorization: `Bearer ${kit.identity.secret()}` };
      const response = await fetch(kit.link.addressOf(stillPath(id)), { headers });
      if (!response.ok) return;
      const address = URL.createObjectURL(await response.blob());
      this.#stills.set(id, { at: stillAt, address });
      this.changed.emit();
      // The one before may be being drawn just now.
      if (before) setTimeout(() => URL.revokeObjectURL(before.address), STILLS_EVERY_MS / 2);
    } catch {
      // Without a line the still that is there stays, with its age.
    }
  }
}

export const cameras = new Cameras();
