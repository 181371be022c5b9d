import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import {
  ACCEPT_PATH,
  AcceptInput,
  INVITATION_PATH,
  InvitationInput,
  type InvitationSeen,
} from '../../protocol/contracts/relatives.ts';
import type { RelativeActor } from '../actor.ts';
import type { CommunityHere } from '../community.ts';
import { communityOf } from '../house/notice.ts';
import { tellRelativesChanged } from '../house/relatives.ts';
import { homeOf, residentsOf } from '../identity/households.ts';
import { openInvitation, takeInvitation } from '../identity/relatives.ts';
import { Refused, refuse } from '../refuse.ts';
import { doWork, readingOn, type WorkPlace } from '../work.ts';
import { loginThrottle } from './throttle.ts';

/** HTTP's word for a refusal; the body says it to people. */
const STATUS = { invalid: 400, forbidden: 403, gone: 410, unavailable: 503 } as const;

/**
 * The ways in for somebody who holds an invitation and nothing else yet. Wrong tokens are throttled by address: nobody
 * guesses 32 random bytes, but a broken link must not become a load.
 */
export function phoneRoutes(app: FastifyInstance, place: WorkPlace, { id: communityId }: CommunityHere): void {
  const throttle = loginThrottle();

  /** Parses the body, runs the deed, and answers a refusal as what it is. */
  async function answer<S extends v.GenericSchema>(
    request: FastifyRequest,
    reply: FastifyReply,
    schema: S,
    deed: (input: v.InferOutput<S>) => Promise<unknown>,
  ): Promise<unknown> {
    const now = place.clock().getTime();
    const keys = [`from:${request.ip}`];
    try {
      const minutes = throttle.waitMinutes(keys, now);
      if (minutes > 0) throw refuse('unavailable', 'refusal.tooManyTries', { minutes });
      const parsed = v.safeParse(schema, request.body);
      if (!parsed.success) throw refuse('invalid');
      return await deed(parsed.output);
    } catch (error) {
      if (!(error instanceof Refused)) request.log.error({ error }, 'an invitation failed');
      const { refusal } = error instanceof Refused ? error : refuse('unavailable');
      if (refusal.text === 'refusal.invitation.unknown') throttle.failed(keys, now);
      if (error instanceof Refused) request.log.warn({ refusal: refusal.text }, 'refused an invitation');
      return reply.code(STATUS[refusal.code as keyof typeof STATUS] ?? 409).send({ refusal });
    }
  }

  app.post(INVITATION_PATH, (request, reply) =>
    answer(request, reply, InvitationInput, async ({ token }): Promise<InvitationSeen> => {
      const reading = readingOn(place, communityId);
      const { relation, householdId } = await openInvitation(place.db, communityId, token, reading.now);
      const { label } = await homeOf(place.db, communityId, householdId);
      const residents = await residentsOf(place.db, communityId, householdId);
      const { name } = await communityOf(reading);
      return { label, residents: residents.map((resident) => resident.name), relation, community: name };
    }),
  );

  app.post(ACCEPT_PATH, (request, reply) =>
    answer(request, reply, AcceptInput, async (input) => {
      await doWork(place, communityId, async (work) => {
        const { row, fresh } = await takeInvitation(work, input);
        if (!fresh) return;
        const { householdId, id: relativeId, name } = row;
        const actor: RelativeActor = { kind: 'relative', communityId, householdId, relativeId, name };
        tellRelativesChanged(work, householdId);
        work.audit(actor, 'relative.accept', `relative:${relativeId}`, { householdId });
      });
      return reply.code(204).send();
    }),
  );
}
