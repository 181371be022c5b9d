import { and, eq } from 'drizzle-orm';
import { serve } from '../../center/serve.ts';
import { doWork } from '../../center/work.ts';
import { channelsFor, keptChannels, keyOf, programmesIn, sourceViews } from './center/channels.ts';
import { guideConnector, listConnector } from './center/connectors.ts';
import { zapSeconds } from './center/figures.ts';
import { loopRoutes, makeSample, sampleFolder, sampleState } from './center/sample-media.ts';
import { onReadTimer, openSources, READ_TIMER, readAt, tellChanged } from './center/sources.ts';
import { keepers, tv } from './protocol.ts';
import { tvChannel, tvFavourite, tvHousehold, tvSource } from './schema.ts';

const HOUR_MS = 3_600_000;

/** 22 电视直播 at the center. */
export const tvCenter = serve({
  contract: tv,
  answeredBy: keepers,
  connectors: [listConnector, guideConnector],
  figures: [zapSeconds],
  timers: { [READ_TIMER]: onReadTimer },

  async open(place, community) {
    await openSources(place, community.id);
    if (!community.sample || !place.sampleMedia) return;
    const told = () => doWork(place, community.id, async (work) => tellChanged(work));
    makeSample(place, community.id, told).catch((error: unknown) =>
      place.log.error({ error }, 'the sample channels were not made'),
    );
  },

  /** The sample's guide is made for today and tomorrow: each morning anew. */
  sampleDay: (work) => readAt(work, 'guide', work.now),

  routes(app, { place }) {
    loopRoutes(app, sampleFolder(place.filesDir), place.clock);
  },

  handlers: {
    async channels({ db, communityId }, { householdId }) {
      const [household] = await db
        .select({ startWithTv: tvHousehold.startWithTv })
        .from(tvHousehold)
        .where(and(eq(tvHousehold.communityId, communityId), eq(tvHousehold.householdId, householdId)));
      return {
        channels: await channelsFor(db, communityId, householdId),
        sample: await sampleStateNow(db, communityId),
        startWithTv: household?.startWithTv ?? false,
      };
    },

    async guide({ db, communityId }, _, { from, hours }) {
      const to = new Date(Date.parse(from) + hours * HOUR_MS).toISOString();
      return { programmes: await programmesIn(db, communityId, from, to) };
    },

    async favour(work, { communityId, householdId }, { channelId, on }) {
      const row = { communityId, householdId, key: await keyOf(work.db, communityId, channelId) };
      if (on) await work.tx.insert(tvFavourite).values(row).onConflictDoNothing();
      else {
        const { communityId: c, householdId: h, key: k } = tvFavourite;
        await work.tx.delete(tvFavourite).where(and(eq(c, communityId), eq(h, householdId), eq(k, row.key)));
      }
      work.tellBoxes(`household:${householdId}`, 'tv:changed', {});
      return {};
    },

    async startWithTv(work, { communityId, householdId }, { on: startWithTv }) {
      await work.tx
        .insert(tvHousehold)
        .values({ communityId, householdId, startWithTv })
        .onConflictDoUpdate({ target: [tvHousehold.communityId, tvHousehold.householdId], set: { startWithTv } });
      work.tellBoxes(`household:${householdId}`, 'tv:changed', {});
      return {};
    },

    async zapped(_, __, { ms }) {
      zapSeconds.observe(ms / 1_000);
      return {};
    },

    async desk({ db, communityId }) {
      return {
        sources: await sourceViews(db, communityId),
        channels: await keptChannels(db, communityId),
        sample: await sampleStateNow(db, communityId),
      };
    },

    async setSource(work, actor, { kind, origin }) {
      await work.tx
        .update(tvSource)
        .set({ origin, state: 'never', trouble: '' })
        .where(and(eq(tvSource.communityId, work.communityId), eq(tvSource.kind, kind)));
      await readAt(work, kind, work.now);
      // An address may hold a provider's token: the audit says that it was changed, not to what.
      work.audit(actor, 'tv.setSource', `community:${work.communityId}`, { kind });
      tellChanged(work);
      return {};
    },

    async readNow(work, _, { kind }) {
      await readAt(work, kind, work.now);
      return {};
    },

    async arrange(work, actor, { channels }) {
      for (const [position, { id, hidden }] of channels.entries()) {
        await work.tx
          .update(tvChannel)
          .set({ position, hidden })
          .where(and(eq(tvChannel.communityId, work.communityId), eq(tvChannel.id, id)));
      }
      const hidden = channels.filter((channel) => channel.hidden).length;
      work.audit(actor, 'tv.arrange', `community:${work.communityId}`, { channels: channels.length, hidden });
      tellChanged(work);
      return {};
    },
  },
});

/** The sample matters only while the list is the sample's. */
async function sampleStateNow(db: Parameters<typeof sourceViews>[0], communityId: string) {
  const views = await sourceViews(db, communityId);
  const own = views.find(({ kind }) => kind === 'list')?.origin === '';
  return own ? sampleState(communityId) : null;
}
