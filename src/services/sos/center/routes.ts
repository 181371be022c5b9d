import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { HttpDoor } from '../../../center/http/door.ts';
import { Refused, refuse } from '../../../center/refuse.ts';
import { doWork } from '../../../center/work.ts';
import type { RefusalCode, Reply } from '../../../protocol/reply.ts';
import { Day } from '../../../protocol/time.ts';
import { AskEnvelope } from '../../../protocol/wire.ts';
import { ALARMS_CSV, SECOND_WAY } from '../protocol.ts';
import { answeredBy } from './alarm.ts';
import { alarmsCsv } from './export.ts';

/** Longest cry that is read, bytes: an envelope has 300. */
const MAX_CRY_BYTES = 4_096;

/** What a box may say by the second way. */
const Cry = v.object({ ...AskEnvelope.entries, name: v.picklist(['sos:press', 'sos:send', 'sos:cancel']) });
const Period = v.object({ from: Day, to: Day });

const STATUS: Readonly<Record<RefusalCode, number>> = {
  invalid: 400,
  forbidden: 403,
  conflict: 409,
  late: 409,
  soldout: 409,
  gone: 410,
  off: 503,
  unavailable: 503,
};

const no = (code: RefusalCode): Reply<never> => ({ ok: false, refusal: refuse(code).refusal });

/**
 * A box's second way to call for help, and the officers' table of alarms.
 * `POST /api/sos` takes the same envelope with the same key as the socket, so both ways at once are one deed. It has no
 * limit but its size: whoever calls for help may call as often as they can.
 */
export function sosRoutes(app: FastifyInstance, door: HttpDoor): void {
  const { log } = door.place;
  // The secret proves the box, so the app may have come from another server than this.
  const open = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, content-type' };

  app.options(SECOND_WAY, { config: { anyOrigin: true } }, (_, reply) => reply.headers(open).code(204).send());

  app.post(SECOND_WAY, {
    bodyLimit: MAX_CRY_BYTES,
    config: { anyOrigin: true },
    errorHandler(error, _, reply) {
      log.warn({ code: error.code }, 'a call for help by HTTP could not be read');
      const code = error.statusCode && error.statusCode < 500 ? 'invalid' : 'unavailable';
      void reply.headers(open).code(STATUS[code]).send(no(code));
    },
    async handler(request, reply) {
      reply.headers(open);
      const box = await door.boxOf(request);
      if (!box) return reply.code(401).send(no('forbidden'));
      const cry = v.safeParse(Cry, request.body);
      if (!cry.success) {
        log.warn({ box: box.boxId }, 'a call for help by HTTP is not of the contract');
        return reply.code(400).send(no('invalid'));
      }
      const answer = await door.answer(box, cry.output);
      return reply.code(answer.ok ? 200 : STATUS[answer.refusal.code]).send(answer);
    },
  });

  app.get(ALARMS_CSV, async (request, reply) => {
    const staff = await door.staffOf(request);
    if (!staff) return reply.code(401).send(no('forbidden'));
    if (!answeredBy.some((role) => staff.roles.includes(role))) return reply.code(403).send(no('forbidden'));
    const period = v.safeParse(Period, request.query);
    if (!period.success) return reply.code(400).send(no('invalid'));
    const { from, to } = period.output;
    try {
      const csv = await doWork(door.place, staff.communityId, (work) => {
        work.audit(staff, 'sos.export', `community:${staff.communityId}`, { from, to });
        return alarmsCsv(work, from, to);
      });
      const name = `sos-${from}-${to}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .headers({ 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' })
        .send(csv);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return reply.code(STATUS[error.refusal.code]).send({ ok: false, refusal: error.refusal });
    }
  });
}
