import { and, asc, eq } from 'drizzle-orm';
import type { PartyActor } from '../../../center/actor.ts';
import { hashToken, newToken } from '../../../center/identity/secrets.ts';
import { refuse } from '../../../center/refuse.ts';
import { doWork, type Reading, type Work, type WorkPlace } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import { type CameraView, hlsPath, type LookTicket, whepPath } from '../protocol.ts';
import { camera, cameraLook } from '../schema.ts';
import { gatewayOf } from './gateway/gateway.ts';
import { type CameraRow, findCamera } from './kept.ts';
import { demandRight, mayLook, nameOf, viewerId } from './rights.ts';

/** A camera that rests gives a new still when its own is older than this and somebody looks at the wall, ms. */
const RESTING_STILL_MS = 60_000;

/** The cameras that somebody may look at, in order. Those that rest are woken for a still. */
export async function wallOf(reading: Reading, actor: PartyActor): Promise<CameraView[]> {
  const gateway = gatewayOf(reading);
  const rows = await reading.db
    .select()
    .from(camera)
    .where(and(eq(camera.communityId, reading.communityId), eq(camera.enabled, true)))
    .orderBy(asc(camera.position));
  const mine = rows.filter(({ rights }) => mayLook(rights, actor));
  for (const { id } of mine) await gateway.wake(id, RESTING_STILL_MS);
  return Promise.all(mine.map(async (row) => viewOf(row, await gateway.stillAt(row.id))));
}

/** A camera as those see it who may look. */
export function viewOf(row: CameraRow, stillAt: string | null): CameraView {
  const { id, name, place, state, since, retention } = row;
  return { id, name, place, state, since, stillAt, retention };
}

/** Begins a look: its line in the log, and a ticket that opens the picture for a few seconds. */
export async function beginLook(work: Work, actor: PartyActor, cameraId: string): Promise<LookTicket> {
  const row = await findCamera(work.db, work.communityId, cameraId);
  demandRight(row.rights, actor);
  if (!row.enabled) throw refuse('gone');
  if (row.state === 'wrong') throw refuse('unavailable', 'cameras.refused.picture');
  const [lookId, ticket] = [newId(), newToken()];
  await writeLine(work, actor, { lookId, cameraId, ticket, how: 'webrtc' });
  work.audit(actor, 'cameras.look', `camera:${cameraId}`, { lookId });
  return { lookId, ticket, whep: whepPath(lookId), hls: hlsPath(ticket) };
}

async function writeLine(
  work: Work,
  actor: PartyActor,
  look: { lookId: string; cameraId: string; ticket: string; how: 'webrtc' | 'still' },
): Promise<void> {
  await work.tx.insert(cameraLook).values({
    communityId: work.communityId,
    id: look.lookId,
    cameraId: look.cameraId,
    kind: actor.kind,
    viewerId: viewerId(actor),
    who: await nameOf(work.db, actor),
    how: look.how,
    ticketHash: hashToken(look.ticket),
    askedAt: work.now,
    from: null,
    seenAt: work.now,
  });
}

/** Looks at stills that go on: one line for as long as somebody asks for a camera's stills again and again. */
const stillLooks = new WeakMap<object, Map<string, string>>();

/** Somebody was given a still: that too is a look. */
export async function lookAtStill(place: WorkPlace, actor: PartyActor, cameraId: string): Promise<void> {
  const { looks } = gatewayOf(place);
  const known = stillLooks.get(looks) ?? new Map<string, string>();
  stillLooks.set(looks, known);
  const key = `${viewerId(actor)} ${cameraId}`;
  const lookId = known.get(key);
  if (lookId && looks.touch(lookId, 'still')) return;
  const id = newId();
  known.set(key, id);
  await doWork(place, actor.communityId, (work) =>
    writeLine(work, actor, { lookId: id, cameraId, ticket: newToken(), how: 'still' }),
  );
  looks.attach(id, cameraId, 'still', async () => {
    if (known.get(key) === id) known.delete(key);
  });
}
