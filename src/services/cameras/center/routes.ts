import { readFile } from 'node:fs/promises';
import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PartyActor } from '../../../center/actor.ts';
import type { HttpDoor } from '../../../center/http/door.ts';
import { hashToken } from '../../../center/identity/secrets.ts';
import { Refused, refuse } from '../../../center/refuse.ts';
import type { RefusalCode } from '../../../protocol/reply.ts';
import { hlsPath, stillPath, whepPath } from '../protocol.ts';
import { cameraLook } from '../schema.ts';
import { gatewayOf } from './gateway/gateway.ts';
import { findCamera } from './kept.ts';
import { TICKET_MS } from './looks.ts';
import { mayLook } from './rights.ts';
import { lookAtStill } from './wall.ts';

const STATUS: Partial<Record<RefusalCode, number>> = { invalid: 400, forbidden: 403, gone: 404, unavailable: 503 };
/** An offer is a few kilobytes. */
const MOST_SDP = 32 * 1024;
const TICKET = /^[\w-]{20,128}$/;
/** `3.m4s`, a whole segment, or `3.2.m4s`, a part of it. */
const PIECE = /^(\d{1,9})(?:\.(\d{1,4}))?\.m4s$/;
/** What proves the asker is in the request, so the app may have come from another server than this. */
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
  'access-control-expose-headers': 'location',
  'cache-control': 'no-store',
};

type Deed = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/**
 * Pictures of cameras over HTTP. `POST` to `whepPath` takes a WHEP offer (draft-ietf-wish-whep) and answers 201 with the
 * resource in `Location`, `PATCH` a candidate, `DELETE` ends it; the ticket of `cameras:look` is the bearer token. The same
 * ticket opens the Low-Latency HLS list at `hlsPath`. `stillPath` gives a camera's newest still to whoever may look.
 */
export function cameraRoutes(app: FastifyInstance, door: HttpDoor): void {
  const { place, community } = door;
  const gateway = () => gatewayOf(place);

  /** The look that a ticket opens: just asked for, or going on. */
  async function lookOf(ticket: string | undefined) {
    if (!ticket || !TICKET.test(ticket)) throw refuse('forbidden');
    const since = new Date(place.clock().getTime() - TICKET_MS).toISOString();
    const [look] = await place.db
      .select()
      .from(cameraLook)
      .where(
        and(
          eq(cameraLook.communityId, community.id),
          eq(cameraLook.ticketHash, hashToken(ticket)),
          isNull(cameraLook.until),
          or(gt(cameraLook.askedAt, since), gt(cameraLook.from, cameraLook.askedAt)),
        ),
      );
    // Going on means going on here: a ticket that was used up cannot begin anew.
    if (!look || (look.askedAt <= since && !gateway().looks.isRunning(look.id))) throw refuse('forbidden');
    return look;
  }

  const bearer = ({ headers }: FastifyRequest) => /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];

  const answered =
    (deed: Deed): Deed =>
    async (request, reply) => {
      reply.headers(OPEN);
      try {
        return await deed(request, reply);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        place.log.info({ refusal: error.refusal.code }, 'a picture of a camera was refused');
        return reply.code(STATUS[error.refusal.code] ?? 409).send({ refusal: error.refusal });
      }
    };

  app.addContentTypeParser(
    ['application/sdp', 'application/trickle-ice-sdpfrag'],
    { parseAs: 'string', bodyLimit: MOST_SDP },
    (_, body, done) => done(null, body),
  );
  const open = { config: { anyOrigin: true as const } };
  const whep = whepPath(':lookId');
  const ownLook = async (request: FastifyRequest) => {
    const look = await lookOf(bearer(request));
    if (look.id !== (request.params as { lookId: string }).lookId) throw refuse('forbidden');
    return look;
  };

  app.options(whep, open, (_, reply) => reply.headers(OPEN).code(204).send());
  app.post(
    whep,
    open,
    answered(async (request, reply) => {
      const look = await ownLook(request);
      if (typeof request.body !== 'string') return reply.code(415).send();
      const answer = await gateway().begin(look.id, look.cameraId, request.body);
      return reply.code(201).header('location', whepPath(look.id)).type('application/sdp').send(answer);
    }),
  );
  app.patch(
    whep,
    open,
    answered(async (request, reply) => {
      const look = await ownLook(request);
      if (typeof request.body !== 'string') return reply.code(415).send();
      const mid = /^a=mid:(\S+)$/m.exec(request.body)?.[1] ?? '0';
      for (const [, candidate = ''] of request.body.matchAll(/^a=(candidate:.+?)\r?$/gm)) {
        await gateway().candidate(look.id, candidate, mid);
      }
      return reply.code(204).send();
    }),
  );
  app.delete(
    whep,
    open,
    answered(async (request, reply) => {
      const look = await ownLook(request);
      await gateway().looks.end(look.id, 'left');
      return reply.code(200).send();
    }),
  );

  app.get<{ Params: { ticket: string; file: string }; Querystring: { _HLS_msn?: string; _HLS_part?: string } }>(
    hlsPath(':ticket').replace('index.m3u8', ':file'),
    open,
    answered(async (request, reply) => {
      const { ticket, file } = request.params as { ticket: string; file: string };
      const look = await lookOf(ticket);
      const list = await gateway().list(look.id, look.cameraId, 'hls');
      if (!list) throw refuse('unavailable', 'cameras.refused.picture');
      if (file === 'index.m3u8') {
        const { _HLS_msn: number, _HLS_part: part } = request.query as { _HLS_msn?: string; _HLS_part?: string };
        const text = await list.playlist(number ? Number(number) : undefined, part ? Number(part) : undefined);
        if (!text) throw refuse('unavailable', 'cameras.refused.picture');
        return reply.type('application/vnd.apple.mpegurl').send(text);
      }
      const [, number, part] = PIECE.exec(file) ?? [];
      const bytes =
        file === 'init.mp4'
          ? list.init
          : number && (await list.bytes(Number(number), part === undefined ? undefined : Number(part)));
      if (!bytes) throw refuse('gone');
      return reply.type('video/mp4').send(bytes);
    }),
  );

  const still = stillPath(':cameraId');
  app.options(still, open, (_, reply) => reply.headers(OPEN).code(204).send());
  app.get<{ Params: { cameraId: string } }>(
    still,
    open,
    answered(async (request, reply) => {
      const { cameraId } = request.params as { cameraId: string };
      const actor: PartyActor | undefined = (await door.boxOf(request)) ?? (await door.staffOf(request));
      if (!actor || (actor.kind === 'box' && actor.place === 'public')) throw refuse('forbidden');
      const row = await findCamera(place.db, community.id, cameraId);
      if (!row.enabled || !mayLook(row.rights, actor)) throw refuse('forbidden', 'cameras.refused.right');
      const bytes = await readFile(gateway().stillFile(cameraId)).catch(() => undefined);
      if (!bytes) throw refuse('unavailable');
      await lookAtStill(place, actor, cameraId);
      return reply.type('image/jpeg').send(bytes);
    }),
  );
}
