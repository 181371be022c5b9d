import { and, asc, count, desc, eq, gte, isNotNull, lt } from 'drizzle-orm';
import type { StaffActor } from '../../../center/actor.ts';
import type { Queries } from '../../../center/database/database.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Reading, Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import type { AskParsed } from '../../../protocol/services.ts';
import { addDays, instantOf } from '../../../protocol/time.ts';
import type { KeptCamera, LookView, Rights } from '../protocol.ts';
import { camera, cameraLook } from '../schema.ts';
import { gatewayOf } from './gateway/gateway.ts';
import { LOOKS_KEPT_DAYS } from './looks.ts';
import { mayLook } from './rights.ts';
import { tellChanged } from './states.ts';

export type CameraRow = typeof camera.$inferSelect;

const LOOKS_AT_ONCE = 200;
const NOBODY: Rights = { everyone: false, buildings: [], households: [], families: [], roles: [] };

/** Refuses `gone`. */
export async function findCamera(db: Queries, communityId: string, id: string): Promise<CameraRow> {
  const [row] = await db
    .select()
    .from(camera)
    .where(and(eq(camera.communityId, communityId), eq(camera.id, id)));
  if (!row) throw refuse('gone');
  return row;
}

/** All cameras as staff keep them. */
export async function keptCameras(reading: Reading, actor: StaffActor): Promise<KeptCamera[]> {
  const rows = await reading.db
    .select()
    .from(camera)
    .where(eq(camera.communityId, reading.communityId))
    .orderBy(asc(camera.position));
  return Promise.all(rows.map((row) => keptView(reading, actor, row)));
}

async function keptView(reading: Reading, actor: StaffActor, row: CameraRow): Promise<KeptCamera> {
  const gateway = gatewayOf(reading);
  const { id, name, place, state, since, fault, at, host, rights, retention, enabled } = row;
  return {
    ...{ id, name, place, state, since, fault, at, host, rights, retention, enabled },
    stillAt: await gateway.stillAt(id),
    viewers: gateway.looks.countOf(id),
    mayLook: mayLook(rights, actor),
  };
}

/** What of an address may be shown: without name, password, and what cameras hide behind a question mark. */
export function hostOf(address: string): string {
  if (address.startsWith('sample:')) return address;
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}

/** Makes or changes a camera. Nobody may look at a new one until somebody says who. Refuses `gone`. */
export async function saveCamera(work: Work, actor: StaffActor, input: AskParsed<'cameras:save'>): Promise<KeptCamera> {
  const { id: known, address, ...fields } = input;
  if (!known && !address) throw refuse('invalid', 'cameras.refused.address');
  const where = address && {
    sealed: work.vault.seal(address),
    host: hostOf(address),
    state: 'starting' as const,
    fault: null,
    since: work.now,
  };
  const id = known ?? newId();
  if (known) {
    const before = await findCamera(work.db, work.communityId, known);
    const wakes = fields.enabled && !before.enabled && { state: 'starting' as const, since: work.now };
    await work.tx
      .update(camera)
      .set({ ...fields, ...wakes, ...where })
      .where(and(eq(camera.communityId, work.communityId), eq(camera.id, known)));
  } else if (where) {
    const [row] = await work.tx.select({ n: count() }).from(camera).where(eq(camera.communityId, work.communityId));
    const position = row?.n ?? 0;
    await work.tx
      .insert(camera)
      .values({ communityId: work.communityId, id, position, rights: NOBODY, ...fields, ...where });
  }
  const row = await findCamera(work.db, work.communityId, id);
  work.audit(actor, 'cameras.save', `camera:${id}`, { ...fields, host: row.host });
  changed(work, id);
  return keptView(work, actor, row);
}

/** Takes a camera away; its looks stay in the log. */
export async function removeCamera(work: Work, actor: StaffActor, id: string): Promise<void> {
  const row = await findCamera(work.db, work.communityId, id);
  await work.tx.delete(camera).where(and(eq(camera.communityId, work.communityId), eq(camera.id, id)));
  work.audit(actor, 'cameras.remove', `camera:${id}`, { name: row.name });
  changed(work, id);
}

/** Says anew who may look; running looks of those who may no longer end after the commit. */
export async function setRights(work: Work, actor: StaffActor, id: string, rights: Rights): Promise<KeptCamera> {
  const before = await findCamera(work.db, work.communityId, id);
  await work.tx
    .update(camera)
    .set({ rights })
    .where(and(eq(camera.communityId, work.communityId), eq(camera.id, id)));
  work.audit(actor, 'cameras.rights', `camera:${id}`, { before: before.rights, after: rights });
  changed(work, id);
  return keptView(work, actor, { ...before, rights });
}

function changed(work: Work, id: string): void {
  tellChanged(work, id);
  work.afterCommit(({ connectors, log }) => {
    const gateway = gatewayOf({ connectors });
    const again = async () => {
      await gateway.sync();
      await gateway.looks.check();
    };
    again().catch((error: unknown) => log.error({ error }, 'cameras were not taken up anew'));
  });
}

/** Who looked, newest first; looks that never began are not shown. */
export async function listLooks(
  { db, communityId }: Reading,
  { cameraId, kind, day }: AskParsed<'cameras:looks'>,
): Promise<{ looks: LookView[]; keptDays: number }> {
  const rows = await db
    .select({ look: cameraLook, name: camera.name })
    .from(cameraLook)
    .leftJoin(camera, and(eq(camera.communityId, cameraLook.communityId), eq(camera.id, cameraLook.cameraId)))
    .where(
      and(
        eq(cameraLook.communityId, communityId),
        isNotNull(cameraLook.from),
        cameraId ? eq(cameraLook.cameraId, cameraId) : undefined,
        kind ? eq(cameraLook.kind, kind) : undefined,
        day ? gte(cameraLook.from, instantOf(day, '00:00')) : undefined,
        day ? lt(cameraLook.from, instantOf(addDays(day, 1), '00:00')) : undefined,
      ),
    )
    .orderBy(desc(cameraLook.from))
    .limit(LOOKS_AT_ONCE);
  const looks = rows.map(({ look, name }) => {
    const { id, cameraId: of, kind: by, who, how, from, askedAt, until, ended } = look;
    return { id, cameraId: of, camera: name ?? '', kind: by, who, how, from: from ?? askedAt, until, ended };
  });
  return { looks, keptDays: LOOKS_KEPT_DAYS };
}
