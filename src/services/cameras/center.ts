import { eq } from 'drizzle-orm';
import { refuse } from '../../center/refuse.ts';
import { serve } from '../../center/serve.ts';
import { gatewayOf, openGateway } from './center/gateway/gateway.ts';
import { findCamera, keptCameras, listLooks, removeCamera, saveCamera, setRights } from './center/kept.ts';
import { cameraRoutes } from './center/routes.ts';
import { closeTicket, GONE_TIMER, onGone, requests } from './center/states.ts';
import { beginLook, wallOf } from './center/wall.ts';
import { cameras, watchers } from './protocol.ts';
import { sampleCameras } from './sample.ts';
import { camera } from './schema.ts';

/** 03 视频监控 at the center. */
export const camerasCenter = serve({
  contract: cameras,
  answeredBy: watchers,
  timers: { [GONE_TIMER]: onGone },
  sample: sampleCameras,
  routes: cameraRoutes,
  async open(place, community) {
    const gateway = await openGateway(place, community.id);
    return () => gateway.stop();
  },

  handlers: {
    wall: async (reading, actor) => ({ cameras: await wallOf(reading, actor) }),
    look: (work, actor, { cameraId }) => beginLook(work, actor, cameraId),

    list: async (reading, actor) => ({ cameras: await keptCameras(reading, actor) }),
    save: saveCamera,
    async remove(work, actor, { cameraId }) {
      await removeCamera(work, actor, cameraId);
      return {};
    },
    setRights: (work, actor, { cameraId, rights }) => setRights(work, actor, cameraId, rights),
    async test(reading, _, { cameraId, address }) {
      const kept = cameraId && !address ? await findCamera(reading.db, reading.communityId, cameraId) : undefined;
      const tried = address ?? (kept && reading.vault.unseal(kept.sealed));
      if (!tried) throw refuse('invalid', 'cameras.refused.address');
      return gatewayOf(reading).probe(tried);
    },
    looks: (reading, _, filter) => listLooks(reading, filter),

    async ticket({ db, communityId }, _, { requestId }) {
      const [row] = await db.select({ cameraId: camera.id }).from(camera).where(eq(camera.requestId, requestId));
      if (!row) throw refuse('gone');
      await findCamera(db, communityId, row.cameraId);
      return row;
    },
    async advanceTicket(work, actor, { requestId, to, words }) {
      if (to === 'taken') {
        const owner = { id: actor.staffId, name: actor.name };
        const deed = { text: 'camerasStaff.deed.taken' };
        const step = await requests.step(work, { id: requestId, from: ['open'], to, by: actor.name, deed, owner });
        if (!step) throw refuse('conflict');
        return {};
      }
      const [row] = await work.db.select({ id: camera.id }).from(camera).where(eq(camera.requestId, requestId));
      if (!row) throw refuse('conflict');
      await closeTicket(work, row.id, requestId, actor.name, words);
      return {};
    },
  },
});
