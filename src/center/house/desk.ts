import { and, desc, eq, lt } from 'drizzle-orm';
import type { desk } from '../../protocol/contracts/desk.ts';
import { CALLED_ROLES, type Role } from '../../protocol/roles.ts';
import type { StaffActor } from '../actor.ts';
import { verify } from '../audit/audit.ts';
import { auditEntry } from '../audit/schema.ts';
import { autoEnrolOpen } from '../identity/boxes.ts';
import { listStaff, officersOf } from '../identity/staff.ts';
import { merchantOf } from '../merchants/merchants.ts';
import { refuse } from '../refuse.ts';
import { findRequest, historyOf, listQueue, queueItem } from '../requests/requests.ts';
import type { Handlers } from '../serve.ts';
import type { Reading } from '../work.ts';
import { communityOf } from './notice.ts';

const AUDIT_PAGE = 50;

/** The duty desk. `answeredBy` names the roles that see each service's requests. */
export function deskHandlers(answeredBy: Readonly<Record<string, readonly Role[]>>): Handlers<typeof desk> {
  const servicesOf = (actor: StaffActor) =>
    Object.keys(answeredBy).filter((service) => answeredBy[service]?.some((role) => actor.roles.includes(role)));

  return {
    async me(reading, actor) {
      const { id, name, sample, district } = await communityOf(reading);
      return {
        staff: { id: actor.staffId, name: actor.name, roles: [...actor.roles] },
        merchant: await merchantHere(reading, actor),
        community: { id, name, sample, district },
        autoEnrol: await autoEnrolOpen(reading.db, id, 'home'),
        autoEnrolScreen: await autoEnrolOpen(reading.db, id, 'public'),
      };
    },

    async queue(reading, actor, { closedHours }) {
      const since = new Date(Date.parse(reading.now) - closedHours * 3_600_000).toISOString();
      const services = servicesOf(actor);
      const of = { communityId: actor.communityId, merchantId: actor.merchantId };
      return { items: await listQueue(reading.db, { ...of, services, since }) };
    },

    async history(reading, actor, { id }) {
      const row = await findRequest(reading.db, actor.communityId, id);
      if (!row || !servicesOf(actor).includes(row.service)) throw refuse('gone');
      return { item: queueItem(row), events: await historyOf(reading.db, actor.communityId, id) };
    },

    async colleagues(reading, actor) {
      const officers = await officersOf(reading.db, reading.communityId, CALLED_ROLES);
      const others = officers.filter(({ id }) => id !== actor.staffId);
      return { officers: others.map((one) => ({ ...one, online: reading.isStaffOnline(one.id) })) };
    },

    connectors: async (reading) => ({ connectors: reading.connectors.health() }),

    async audit(reading, actor, { before }) {
      const { communityId } = actor;
      const names = new Map((await listStaff(reading.db, communityId)).map((s) => [`staff:${s.id}`, s.name]));
      const rows = await reading.db
        .select()
        .from(auditEntry)
        .where(and(eq(auditEntry.communityId, communityId), before ? lt(auditEntry.seq, before) : undefined))
        .orderBy(desc(auditEntry.seq))
        .limit(AUDIT_PAGE);
      const verdict = await verify(reading.db, communityId);
      return {
        rows: rows.map(({ seq, at, actorKind, actorId, deed, subject, detail }) => ({
          seq,
          at,
          by: names.get(actorId) ?? (actorId || actorKind),
          deed,
          subject,
          detail,
        })),
        broken: verdict.ok ? null : verdict.brokenAt,
      };
    },
  };
}

async function merchantHere({ db, communityId }: Reading, { merchantId }: StaffActor) {
  if (!merchantId) return null;
  const { name, kind } = await merchantOf(db, communityId, merchantId);
  return { merchantId, name, kind };
}
