import type { FastifyRequest } from 'fastify';
import type { Reply } from '../../protocol/reply.ts';
import type { Role } from '../../protocol/roles.ts';
import type { AskEnvelope } from '../../protocol/wire.ts';
import type { BoxActor, StaffActor } from '../actor.ts';
import type { CommunityHere } from '../community.ts';
import { findBoxesBySecret } from '../identity/boxes.ts';
import { hashToken } from '../identity/secrets.ts';
import { findSession } from '../identity/staff.ts';
import type { Answer } from '../io/answer.ts';
import { ASKS_AT_ONCE, ASKS_PER_SECOND, tokenBucket } from '../io/limits.ts';
import { SESSION_COOKIE } from '../io/staff-door.ts';
import type { WorkPlace } from '../work.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Pages of any origin may use the route: what proves the asker is not sent by a browser on its own. */
    anyOrigin?: true;
  }
}

/** What the routes of a service need of the house: who is asking, and the one way of answering. */
export interface HttpDoor {
  readonly place: WorkPlace;
  readonly community: CommunityHere;
  /** The box whose secret is the request's bearer token; undefined for none, or an unknown one. */
  boxOf(request: FastifyRequest): Promise<BoxActor | undefined>;
  /**
   * The member of staff behind the request's session cookie; undefined for none, one that has run out, or one of somebody
   * without any of `roles`. A merchant's people are let in only by a role of theirs that is named.
   */
  staffOf(request: FastifyRequest, roles?: readonly Role[]): Promise<StaffActor | undefined>;
  /** Answers as over the socket: same handler, same idempotency key, never throws. */
  answer(actor: BoxActor | StaffActor, envelope: AskEnvelope): Promise<Reply<unknown>>;
}

const BEARER = /^Bearer ([\w-]{32,128})$/;

/** The door for one community's services. */
export function openHttpDoor(place: WorkPlace, answer: Answer, community: CommunityHere): HttpDoor {
  // One for all: only asks that are free of limits should come this way in any number.
  const bucket = tokenBucket(ASKS_PER_SECOND, ASKS_AT_ONCE);
  return {
    place,
    community,
    async boxOf({ headers }) {
      const secret = BEARER.exec(headers.authorization ?? '')?.[1];
      if (!secret) return undefined;
      const hash = hashToken(secret);
      return (await findBoxesBySecret(place.db, [hash], place.clock().toISOString())).get(hash);
    },
    async staffOf({ cookies }, roles) {
      const token = cookies[SESSION_COOKIE];
      const session = token ? await findSession(place.db, token, place.clock().toISOString()) : undefined;
      const actor = session?.actor;
      if (!roles) return actor?.merchantId ? undefined : actor;
      return actor?.roles.some((role) => roles.includes(role)) ? actor : undefined;
    },
    answer: (actor, envelope) => answer(actor, envelope, bucket),
  };
}
