import { and, asc, count, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { building } from '../../../center/identity/schema.ts';
import { refuse } from '../../../center/refuse.ts';
import { request } from '../../../center/requests/schema.ts';
import type { Handlers } from '../../../center/serve.ts';
import { CHAIN_STEPS, type ChainWho } from '../../../protocol/contracts/responders.ts';
import { addDays, instantOf } from '../../../protocol/time.ts';
import type { ClosingCode, SosState, sos, Times } from '../protocol.ts';
import { sosAlarm } from '../schema.ts';

const LONGEST_DAYS = 366;

/** Alarms of a community whose first press was on the days `from` to `to` (YYYY-MM-DD), both included. Refuses `invalid`. */
export function pressedIn(communityId: string, from: string, to: string): SQL | undefined {
  if (from > to || addDays(from, LONGEST_DAYS) < to) throw refuse('invalid', 'sos.refused.period');
  const [start, end] = [instantOf(from, '00:00'), instantOf(addDays(to, 1), '00:00')];
  return and(eq(sosAlarm.communityId, communityId), gte(sosAlarm.pressedAt, start), lt(sosAlarm.pressedAt, end));
}

/** Alarms that called for an owner: not those taken back before they had one. */
const calls = sql`(${sosAlarm.ownedAt} IS NOT NULL OR ${sosAlarm.cancelledAt} IS NULL OR ${sosAlarm.cancelledAt} < ${sosAlarm.waitsSince})`;
const calling = sql<number>`(count(*) FILTER (WHERE ${calls}))::int`;

/** The columns of `Times` for the way from the first press to `at`. */
function times(at: PgColumn): Record<keyof Times, SQL<number>> {
  const seconds = sql`extract(epoch FROM ${at} - ${sosAlarm.waitsSince})::float8`;
  const percentile = (share: number) =>
    sql<number>`percentile_cont(${sql.raw(String(share))}) WITHIN GROUP (ORDER BY ${seconds})`;
  const within = (limit: number) =>
    sql<number>`(count(*) FILTER (WHERE ${seconds} <= ${sql.raw(String(limit))}))::float8 / nullif(${calling}, 0)`;
  return {
    of: calling,
    came: sql<number>`count(${at})::int`,
    p50S: percentile(0.5),
    p95S: percentile(0.95),
    within60: within(60),
    within180: within(180),
  };
}

const tidy = (seconds: number | null) => (seconds === null ? null : Math.round(seconds * 10) / 10);
const rounded = (row: Times): Times => ({ ...row, p50S: tidy(row.p50S), p95S: tidy(row.p95S) });

export const reportHandlers: Pick<Handlers<typeof sos>, 'report'> = {
  async report({ db, communityId }, _, { from, to }) {
    const these = and(pressedIn(communityId, from, to), eq(sosAlarm.drill, false));
    const item = and(eq(request.communityId, sosAlarm.communityId), eq(request.id, sosAlarm.id));
    const place = and(eq(building.communityId, sosAlarm.communityId), eq(building.id, sosAlarm.buildingId));

    const [all] = await db
      .select({
        alarms: count(),
        cancelled: count(sosAlarm.cancelledAt),
        reopened: sql<number>`(count(*) FILTER (WHERE ${sosAlarm.waitsSince} > ${sosAlarm.pressedAt}))::int`,
        owner: times(sosAlarm.ownedAt),
        talk: times(sosAlarm.answeredAt),
      })
      .from(sosAlarm)
      .where(these);
    const states = await db
      .select({ state: sql<SosState>`${request.state}`, alarms: count() })
      .from(sosAlarm)
      .innerJoin(request, item)
      .where(these)
      .groupBy(request.state);
    const codes = await db
      .select({ code: sql<ClosingCode | null>`${sosAlarm.closingCode}`, alarms: count() })
      .from(sosAlarm)
      .where(these)
      .groupBy(sosAlarm.closingCode);
    const steps = sql`jsonb_array_elements(${sosAlarm.chain})`;
    const came = await db
      .select({ who: sql<ChainWho>`step ->> 'who'`, alarms: count() })
      .from(sosAlarm)
      .innerJoin(sql`LATERAL ${steps} AS step`, sql`step ->> 'doneAt' IS NOT NULL`)
      .where(these)
      .groupBy(sql`step ->> 'who'`);
    const buildings = await db
      .select({ id: building.id, name: building.name, alarms: count(), owner: times(sosAlarm.ownedAt) })
      .from(sosAlarm)
      .innerJoin(building, place)
      .where(these)
      .groupBy(building.id, building.name, building.place)
      .orderBy(asc(building.place));

    if (!all) throw new Error('an aggregate gave no row');
    return {
      from,
      to,
      ...all,
      owner: rounded(all.owner),
      talk: rounded(all.talk),
      byState: states,
      byCode: codes.flatMap(({ code, alarms }) => (code ? [{ code, alarms }] : [])),
      escalated: CHAIN_STEPS.map((who) => ({ who, alarms: came.find((step) => step.who === who)?.alarms ?? 0 })),
      buildings: buildings.map((row) => ({ ...row, owner: rounded(row.owner) })),
    };
  },
};
