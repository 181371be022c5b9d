import { and, eq, gt } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { addressOf } from '../../../center/identity/households.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Handlers } from '../../../center/serve.ts';
import type { Work } from '../../../center/work.ts';
import type { AlarmView, DrillView, sos } from '../protocol.ts';
import { sosDrill } from '../schema.ts';
import { type Alarm, lock, openAlarm, remark, tell } from './alarm.ts';
import { tellAgain } from './notices.ts';

const named = (communityId: string, householdId: string) =>
  and(eq(sosDrill.communityId, communityId), eq(sosDrill.householdId, householdId));

/** The end of the household's running drill (ISO time); null when its presses are real. */
export async function drillUntil(
  { db, communityId, now }: { db: Queries; communityId: string; now: string },
  householdId: string,
): Promise<string | null> {
  const [row] = await db
    .select({ endsAt: sosDrill.endsAt })
    .from(sosDrill)
    .where(and(named(communityId, householdId), gt(sosDrill.endsAt, now)));
  return row?.endsAt ?? null;
}

async function announce(work: Work, view: DrillView, expiresAt: string): Promise<DrillView> {
  await work.publish(`household:${view.householdId}`, 'sos:drill', view, { expiresAt });
  return view;
}

/** Presses of this household are meant from now on. */
export async function endDrill(work: Work, householdId: string): Promise<DrillView> {
  const [row] = await work.tx.delete(sosDrill).where(named(work.communityId, householdId)).returning();
  const view = { householdId, until: null };
  return row ? announce(work, view, row.endsAt) : view;
}

/** A drill's alarm becomes a real one: the household's drill ends, and whoever was told in play is told now. */
export async function makeReal(work: Work, alarm: Alarm, by: string, deed: string): Promise<AlarmView> {
  await endDrill(work, alarm.alarm.householdId);
  await tellAgain(work, alarm.row.id);
  return tell(work, await remark(work, alarm, { by, deed: { text: deed }, drill: false }, { drill: false }));
}

type DrillAsks = Pick<Handlers<typeof sos>, 'startDrill' | 'stopDrill' | 'drills' | 'undrill'>;

/** Practice: presses of a household that count as such for some minutes. */
export const drillHandlers: DrillAsks = {
  async startDrill(work, actor, { householdId, minutes }) {
    const { communityId } = work;
    await addressOf(work.db, communityId, householdId);
    if (await openAlarm(work.db, communityId, householdId)) throw refuse('conflict', 'sos.refused.underWay');
    const endsAt = new Date(Date.parse(work.now) + minutes * 60_000).toISOString();
    const set = { startedBy: actor.name, startedAt: work.now, endsAt };
    await work.tx
      .insert(sosDrill)
      .values({ communityId, householdId, ...set })
      .onConflictDoUpdate({ target: [sosDrill.communityId, sosDrill.householdId], set });
    work.audit(actor, 'sos.drill.start', `household:${householdId}`, { minutes });
    return announce(work, { householdId, until: endsAt }, endsAt);
  },

  async stopDrill(work, actor, { householdId }) {
    await addressOf(work.db, work.communityId, householdId);
    work.audit(actor, 'sos.drill.stop', `household:${householdId}`);
    return endDrill(work, householdId);
  },

  async drills({ db, communityId, now }) {
    const rows = await db
      .select()
      .from(sosDrill)
      .where(and(eq(sosDrill.communityId, communityId), gt(sosDrill.endsAt, now)))
      .orderBy(sosDrill.endsAt);
    return {
      drills: await Promise.all(
        rows.map(async ({ householdId, startedBy, endsAt }) => {
          const { label } = await addressOf(db, communityId, householdId);
          return { householdId, label, startedBy, until: endsAt };
        }),
      ),
    };
  },

  async undrill(work, actor, { alarmId }) {
    const alarm = await lock(work, alarmId);
    if (alarm.row.closedAt) throw refuse('gone', 'sos.refused.notOpen');
    if (!alarm.alarm.drill) throw refuse('conflict', 'sos.refused.noDrill');
    work.audit(actor, 'sos.undrill', `request:${alarmId}`);
    return makeReal(work, alarm, actor.name, 'sos.deed.undrill');
  },
};
