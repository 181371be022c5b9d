import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { doWork, type Work, type WorkPlace } from '../../../center/work.ts';
import type { LookEnd } from '../protocol.ts';
import { camera, cameraLook } from '../schema.ts';
import { mayLook, viewerNow } from './rights.ts';

export type LookHow = 'still' | 'webrtc' | 'hls';
type LookRow = typeof cameraLook.$inferSelect;

/** How long the log is kept, days. */
export const LOOKS_KEPT_DAYS = 90;
/** A ticket is good for so long to begin a look, ms. */
export const TICKET_MS = 20_000;
/** Each look is asked so often whether its right still holds, ms. */
const BEAT_MS = 5_000;
/** Who asks for no more pieces of HLS, or stills, for so long has left, ms. */
const IDLE_MS = { hls: 10_000, still: 45_000, webrtc: Number.POSITIVE_INFINITY } as const;
/** A look that another process left open, and nobody has touched for so long, was cut off, ms. */
const STALE_MS = 60_000;

interface Running {
  readonly cameraId: string;
  readonly how: LookHow;
  readonly close: () => Promise<void>;
  touched: number;
}

/** Every look that goes on in this process, and its line in the log. The right is asked for again every few seconds. */
export class Looks {
  readonly #place: WorkPlace;
  readonly #communityId: string;
  readonly #running = new Map<string, Running>();
  readonly #ending = new Set<Promise<void>>();
  readonly #beat: NodeJS.Timeout;

  constructor(place: WorkPlace, communityId: string) {
    this.#place = place;
    this.#communityId = communityId;
    this.#beat = setInterval(() => void this.check().catch((error) => this.#failed(error)), BEAT_MS);
  }

  get size(): number {
    return this.#running.size;
  }

  countOf(cameraId: string): number {
    return [...this.#running.values()].filter((look) => look.cameraId === cameraId && look.how !== 'still').length;
  }

  /** The look goes on from now; `close` lets go of what it uses. A second way of the same look ends the first. */
  attach(lookId: string, cameraId: string, how: LookHow, close: () => Promise<void>): void {
    const before = this.#running.get(lookId);
    this.#running.set(lookId, { cameraId, how, close, touched: Date.now() });
    void before?.close().catch((error: unknown) => this.#failed(error));
    const now = this.#place.clock().toISOString();
    this.#track(
      this.#place.db
        .update(cameraLook)
        .set({ how, from: sql`coalesce(${cameraLook.from}, ${now}::timestamptz)`, seenAt: now })
        .where(this.#is(lookId))
        .then(() => undefined),
    );
  }

  /** They still look; false when this look does not go on here, or goes on in another way. */
  touch(lookId: string, how: LookHow): boolean {
    const look = this.#running.get(lookId);
    if (look?.how !== how) return false;
    look.touched = Date.now();
    return true;
  }

  isRunning(lookId: string): boolean {
    return this.#running.has(lookId);
  }

  /** Ends a look and closes its line in the log; harmless for one that has ended. */
  async end(lookId: string, why: LookEnd): Promise<void> {
    const look = this.#running.get(lookId);
    this.#running.delete(lookId);
    await look?.close().catch((error: unknown) => this.#failed(error));
    await this.#track(doWork(this.#place, this.#communityId, (work) => closeLine(work, this.#is(lookId), why)));
  }

  endAll(which: (look: { cameraId: string }) => boolean, why: LookEnd): void {
    for (const [id, look] of this.#running) if (which(look)) void this.end(id, why).catch((e) => this.#failed(e));
  }

  /** Asks of every look whether it goes on and its right still holds. */
  async check(): Promise<void> {
    const now = Date.now();
    for (const [id, { how, touched }] of this.#running) if (now - touched > IDLE_MS[how]) await this.end(id, 'left');
    const ids = [...this.#running.keys()];
    if (ids.length > 0) {
      const rows = await this.#place.db
        .select({ look: cameraLook, rights: camera.rights })
        .from(cameraLook)
        .leftJoin(camera, and(eq(camera.communityId, cameraLook.communityId), eq(camera.id, cameraLook.cameraId)))
        .where(and(eq(cameraLook.communityId, this.#communityId), inArray(cameraLook.id, ids)));
      for (const { look, rights } of rows) {
        const viewer = await viewerNow(this.#place.db, this.#communityId, look);
        if (look.until || !rights || !viewer || !mayLook(rights, viewer)) await this.end(look.id, 'withdrawn');
      }
      await this.#place.db
        .update(cameraLook)
        .set({ seenAt: this.#place.clock().toISOString() })
        .where(and(eq(cameraLook.communityId, this.#communityId), inArray(cameraLook.id, ids)));
    }
    await this.tidy();
  }

  /** Closes lines that nobody will close any more, and takes those away whose time is over. */
  async tidy(): Promise<void> {
    const now = this.#place.clock().getTime();
    const before = (ms: number) => new Date(now - ms).toISOString();
    const ours = eq(cameraLook.communityId, this.#communityId);
    const cut = and(ours, lt(cameraLook.seenAt, before(STALE_MS)));
    const old = and(ours, lt(cameraLook.askedAt, before(LOOKS_KEPT_DAYS * 86_400_000)));
    await doWork(this.#place, this.#communityId, async (work) => {
      await closeLine(work, cut, 'vanished');
      await work.tx.delete(cameraLook).where(old);
    });
  }

  async stop(why: LookEnd): Promise<void> {
    clearInterval(this.#beat);
    await Promise.all([...this.#running.keys()].map((id) => this.end(id, why)));
    await Promise.allSettled(this.#ending);
  }

  #is(lookId: string) {
    return and(eq(cameraLook.communityId, this.#communityId), eq(cameraLook.id, lookId));
  }

  #track(step: Promise<void>): Promise<void> {
    this.#ending.add(step);
    void step.catch((error: unknown) => this.#failed(error)).finally(() => this.#ending.delete(step));
    return step;
  }

  #failed(error: unknown): void {
    this.#place.log.error({ error }, 'the log of looks could not be kept');
  }
}

/** Closes open lines, tells the lookers, and writes into the audit who looked from when to when. */
async function closeLine(work: Work, which: ReturnType<typeof and>, why: LookEnd): Promise<void> {
  const rows: LookRow[] = await work.tx
    .update(cameraLook)
    .set({ until: work.now, ended: why })
    .where(and(which, isNull(cameraLook.until)))
    .returning();
  for (const look of rows) {
    const { id, kind, viewerId, cameraId, how, from, until } = look;
    if (kind === 'box') work.tellBoxes(`box:${viewerId}`, 'cameras:ended', { lookId: id, why });
    else if (kind === 'relative') work.tellPhones(viewerId, 'cameras:ended', { lookId: id, why });
    else work.tellMember(viewerId, 'cameras:ended', { lookId: id, why });
    if (from) work.audit('center', 'cameras.looked', `camera:${cameraId}`, { kind, viewerId, how, from, until });
  }
}
