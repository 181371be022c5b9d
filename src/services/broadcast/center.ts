import { and, count, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { scopesOf } from '../../center/actor.ts';
import type { Queries } from '../../center/database/database.ts';
import { expireFeed } from '../../center/feed/feed.ts';
import { countReceipts } from '../../center/feed/receipts.ts';
import { addressOf } from '../../center/identity/households.ts';
import { box, building, community, household } from '../../center/identity/schema.ts';
import { refuse } from '../../center/refuse.ts';
import { serve } from '../../center/serve.ts';
import type { Reading } from '../../center/work.ts';
import { newId } from '../../protocol/ids.ts';
import { type Audience, broadcast, type SentWarning, type Warning } from './protocol.ts';
import { warning } from './schema.ts';

type WarningRow = typeof warning.$inferSelect;

const senders = ['broadcaster', 'officer', 'admin'] as const;
const LONGEST_HOURS = 72;
const HISTORY_DAYS = 90;

interface Reach {
  name: string;
  scope: string;
  boxIds: string[];
  households: number;
}

/** Who an audience is, by name and in boxes. Refuses `gone` for a place that does not exist. */
async function reach({ db, communityId }: Reading, audience: Audience): Promise<Reach> {
  const here = eq(household.communityId, communityId);
  const among =
    audience.kind === 'community'
      ? here
      : and(here, eq(audience.kind === 'building' ? household.buildingId : household.id, audience.id));
  const [homes] = await db.select({ n: count() }).from(household).where(among);
  const boxes = await db
    .select({ id: box.id })
    .from(box)
    .innerJoin(household, and(eq(household.communityId, box.communityId), eq(household.id, box.householdId)))
    .where(and(among, isNull(box.revokedAt)));
  const scope = `${audience.kind}:${audience.kind === 'community' ? communityId : audience.id}`;
  return {
    name: await nameOf(db, communityId, audience),
    scope,
    boxIds: boxes.map((row) => row.id),
    households: homes?.n ?? 0,
  };
}

async function nameOf(db: Queries, communityId: string, audience: Audience): Promise<string> {
  if (audience.kind === 'household') return (await addressOf(db, communityId, audience.id)).label;
  const [row] =
    audience.kind === 'community'
      ? await db.select({ name: community.name }).from(community).where(eq(community.id, communityId))
      : await db
          .select({ name: building.name })
          .from(building)
          .where(and(eq(building.communityId, communityId), eq(building.id, audience.id)));
  if (!row) throw refuse('gone');
  return row.name;
}

function toWarning(row: WarningRow): Warning {
  const { id, level, sender, headline, body, sentAt, expiresAt, cancelledAt } = row;
  return { id, level, sender, headline, body, sentAt, expiresAt, cancelledAt };
}

async function toSent(db: Queries, row: WarningRow): Promise<SentWarning> {
  const { received, shown, confirmed } = await countReceipts(db, row.communityId, row.id);
  return {
    warning: toWarning(row),
    audience: row.audience,
    audienceName: row.audienceName,
    author: row.author,
    coverage: { boxes: row.boxes, received, shown, confirmed },
  };
}

/** 02 应急广播 at the center. */
export const broadcastCenter = serve({
  contract: broadcast,
  answeredBy: [],

  async onReceipts(reading, { messageId, received, shown, confirmed }) {
    const [row] = await reading.db
      .select({ boxes: warning.boxes })
      .from(warning)
      .where(and(eq(warning.communityId, reading.communityId), eq(warning.id, messageId)));
    if (!row) return undefined;
    const body = { id: messageId, coverage: { boxes: row.boxes, received, shown, confirmed } };
    return { roles: senders, name: 'broadcast:coverage', body };
  },

  handlers: {
    async received(reading, actor) {
      const since = new Date(Date.parse(reading.now) - HISTORY_DAYS * 86_400_000).toISOString();
      const rows = await reading.db
        .select()
        .from(warning)
        .where(
          and(
            eq(warning.communityId, actor.communityId),
            inArray(warning.scope, scopesOf(actor)),
            gt(warning.sentAt, since),
          ),
        )
        .orderBy(desc(warning.sentAt))
        .limit(50);
      return { warnings: rows.map(toWarning) };
    },

    async count(reading, _, { audience }) {
      const { name, boxIds, households } = await reach(reading, audience);
      return { name, households, boxes: boxIds.length, online: boxIds.filter((id) => reading.isOnline(id)).length };
    },

    async send(work, actor, { audience, typedPlace, ...content }) {
      const left = Date.parse(content.expiresAt) - Date.parse(work.now);
      if (left <= 0) throw refuse('late', 'broadcast.refused.expired');
      if (left > LONGEST_HOURS * 3_600_000) throw refuse('invalid', 'broadcast.refused.tooLong');
      const { name, scope, boxIds } = await reach(work, audience);
      if (typedPlace.trim() !== name) throw refuse('conflict', 'broadcast.refused.place');
      if (boxIds.length === 0) throw refuse('conflict', 'broadcast.refused.nobody');
      const [row] = await work.tx
        .insert(warning)
        .values({
          communityId: work.communityId,
          id: newId(),
          ...content,
          audience,
          audienceName: name,
          scope,
          boxes: boxIds.length,
          authorId: actor.staffId,
          author: actor.name,
          sentAt: work.now,
        })
        .returning();
      if (!row) throw new Error('warning was not written');
      await work.publish(scope, 'broadcast:warning', toWarning(row), { id: row.id, expiresAt: row.expiresAt });
      work.audit(actor, 'broadcast.send', `warning:${row.id}`, { ...content, scope, boxes: boxIds.length });
      return toSent(work.db, row);
    },

    async cancel(work, actor, { id }) {
      const [row] = await work.tx
        .update(warning)
        .set({ cancelledAt: work.now })
        .where(
          and(
            eq(warning.communityId, work.communityId),
            eq(warning.id, id),
            isNull(warning.cancelledAt),
            gt(warning.expiresAt, work.now),
          ),
        )
        .returning();
      if (!row) throw refuse('late', 'broadcast.refused.over');
      // A box that comes back now must not be shown a warning only to have it taken away.
      await expireFeed(work.tx, work.communityId, id, work.now);
      await work.publish(row.scope, 'broadcast:withdrawn', { id, cancelledAt: work.now }, { expiresAt: row.expiresAt });
      work.audit(actor, 'broadcast.cancel', `warning:${id}`);
      return toSent(work.db, row);
    },

    async list({ db, communityId }) {
      const rows = await db
        .select()
        .from(warning)
        .where(eq(warning.communityId, communityId))
        .orderBy(desc(warning.sentAt))
        .limit(50);
      return { sent: await Promise.all(rows.map((row) => toSent(db, row))) };
    },
  },
});
