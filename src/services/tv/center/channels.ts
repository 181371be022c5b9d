import { and, asc, eq, gt, lt, max, sql } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Channel, KeptChannel, Programme, SourceView } from '../protocol.ts';
import { tvChannel, tvFavourite, tvProgramme, tvSource } from '../schema.ts';

/** What a household's box has: the channels that are not hidden, in their order. */
export async function channelsFor(db: Queries, communityId: string, householdId: string): Promise<Channel[]> {
  const rows = await db
    .select({
      id: tvChannel.id,
      number: tvChannel.number,
      name: tvChannel.name,
      url: tvChannel.url,
      favourite: sql<boolean>`${tvFavourite.key} is not null`,
    })
    .from(tvChannel)
    .leftJoin(
      tvFavourite,
      and(
        eq(tvFavourite.communityId, tvChannel.communityId),
        eq(tvFavourite.key, tvChannel.key),
        eq(tvFavourite.householdId, householdId),
      ),
    )
    .where(and(eq(tvChannel.communityId, communityId), eq(tvChannel.hidden, false)))
    .orderBy(asc(tvChannel.position), asc(tvChannel.number));
  return rows;
}

/** Programmes that touch a time (ISO), of channels that are not hidden. */
export async function programmesIn(db: Queries, communityId: string, from: string, to: string): Promise<Programme[]> {
  return db
    .select({
      channelId: tvChannel.id,
      title: tvProgramme.title,
      startsAt: tvProgramme.startsAt,
      endsAt: tvProgramme.endsAt,
    })
    .from(tvProgramme)
    .innerJoin(tvChannel, and(eq(tvChannel.communityId, tvProgramme.communityId), eq(tvChannel.key, tvProgramme.key)))
    .where(
      and(
        eq(tvProgramme.communityId, communityId),
        eq(tvChannel.hidden, false),
        lt(tvProgramme.startsAt, to),
        gt(tvProgramme.endsAt, from),
      ),
    )
    .orderBy(asc(tvChannel.position), asc(tvProgramme.startsAt));
}

/** The key of a channel. Refuses `gone`. */
export async function keyOf(db: Queries, communityId: string, id: string): Promise<string> {
  const [row] = await db
    .select({ key: tvChannel.key })
    .from(tvChannel)
    .where(and(eq(tvChannel.communityId, communityId), eq(tvChannel.id, id)));
  if (!row) throw refuse('gone');
  return row.key;
}

export async function sourceViews(db: Queries, communityId: string): Promise<SourceView[]> {
  const rows = await db.select().from(tvSource).where(eq(tvSource.communityId, communityId)).orderBy(tvSource.kind);
  return rows.map(({ communityId: _, ...view }) => view).reverse();
}

/** All channels, hidden ones too, with the guide's reach. */
export async function keptChannels(db: Queries, communityId: string): Promise<KeptChannel[]> {
  const reach = await db
    .select({ key: tvProgramme.key, to: max(tvProgramme.endsAt) })
    .from(tvProgramme)
    .where(eq(tvProgramme.communityId, communityId))
    .groupBy(tvProgramme.key);
  const guideTo = new Map(reach.map(({ key, to }) => [key, to]));
  const rows = await db
    .select()
    .from(tvChannel)
    .where(eq(tvChannel.communityId, communityId))
    .orderBy(asc(tvChannel.position), asc(tvChannel.number));
  return rows.map(({ id, number, name, url, group, hidden, key }) => ({
    ...{ id, number, name, url, group, hidden },
    guideTo: guideTo.get(key) ?? null,
  }));
}
