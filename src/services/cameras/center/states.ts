import { and, eq } from 'drizzle-orm';
import { cancel, schedule } from '../../../center/jobs/jobs.ts';
import { requestsOf } from '../../../center/requests/requests.ts';
import { doWork, type Work, type WorkPlace } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import { say } from '../../../protocol/texts.ts';
import { type CameraState, type Fault, watchers } from '../protocol.ts';
import { camera } from '../schema.ts';

/** The timer's kind: a camera that is still gone then becomes a ticket. */
export const GONE_TIMER = 'cameras.gone';
/** So long a camera may be gone before somebody is to see to it, ms. */
export const GONE_AFTER_MS = 5 * 60_000;

export const requests = requestsOf(watchers);

/** Writes down that a camera came into a state, tells everybody, and sets or stops the clock of its ticket. */
export function noteState(
  place: WorkPlace,
  communityId: string,
  cameraId: string,
  state: CameraState,
  fault: Fault | null,
): Promise<void> {
  return doWork(place, communityId, async (work) => {
    const is = and(eq(camera.communityId, communityId), eq(camera.id, cameraId));
    const [row] = await work.tx.select().from(camera).where(is).for('update');
    if (!row || (row.state === state && row.fault === fault)) return;
    // A start after a fault is no news: since when it is gone stays.
    if (state === 'starting' && (row.state === 'offline' || row.state === 'wrong')) return;
    await work.tx.update(camera).set({ state, fault, since: work.now }).where(is);
    const name = { communityId, kind: GONE_TIMER, ref: cameraId };
    if (state === 'offline' || state === 'wrong') {
      const dueAt = new Date(Date.parse(work.now) + GONE_AFTER_MS).toISOString();
      if (!row.requestId) await schedule(work.tx, { ...name, dueAt });
    } else if (state === 'online') {
      await cancel(work.tx, name);
      if (row.requestId) await closeTicket(work, row.id, row.requestId, '');
    }
    tellChanged(work, cameraId);
  }).then(() => place.nudge());
}

/** Tells boxes and consoles that a camera is no longer as it was. */
export function tellChanged(work: Work, cameraId: string): void {
  work.tellBoxes(`community:${work.communityId}`, 'cameras:changed', { cameraId });
  work.tellStaff(watchers, 'cameras:changed', { cameraId });
}

/** It is still gone: a ticket in the queue of those who watch. */
export async function onGone(work: Work, { ref }: { ref: string }): Promise<void> {
  const is = and(eq(camera.communityId, work.communityId), eq(camera.id, ref));
  const [row] = await work.tx.select().from(camera).where(is).for('update');
  if (!row || row.requestId || !row.enabled || (row.state !== 'offline' && row.state !== 'wrong')) return;
  const id = newId();
  await work.tx.update(camera).set({ requestId: id }).where(is);
  await requests.open(work, {
    id,
    kind: 'request',
    service: 'cameras',
    householdId: null,
    state: 'open',
    title: say('zh-CN', row.state === 'wrong' ? 'cameras.ticket.wrong' : 'cameras.ticket.gone', { name: row.name }),
    where: row.place,
    who: '',
    ringing: false,
    by: '',
    deed: { text: 'camerasStaff.deed.opened' },
  });
}

/** The ticket is done: the camera came back (`by` empty), or somebody says so. */
export async function closeTicket(work: Work, cameraId: string, id: string, by: string, words?: string) {
  await requests.step(work, {
    id,
    from: ['open', 'taken'],
    to: 'done',
    by,
    deed: { text: by ? 'camerasStaff.deed.done' : 'camerasStaff.deed.back' },
    ...(words && { words }),
    closes: true,
  });
  await work.tx
    .update(camera)
    .set({ requestId: null })
    .where(and(eq(camera.communityId, work.communityId), eq(camera.id, cameraId)));
}
