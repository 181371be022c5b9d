import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { TextParams } from '../../protocol/reply.ts';
import type { TextKey } from '../../protocol/texts.ts';
import { memberRoom } from '../actor.ts';
import { append } from '../audit/audit.ts';
import { inTransaction } from '../database/database.ts';
import { SESSION_HOURS, signIn, signOut } from '../identity/staff.ts';
import { SESSION_COOKIE } from '../io/staff-door.ts';
import { refuse } from '../refuse.ts';
import type { WorkPlace } from '../work.ts';
import { loginThrottle } from './throttle.ts';

const Credentials = v.object({
  login: v.pipe(v.string(), v.trim(), v.maxLength(40)),
  password: v.pipe(v.string(), v.maxLength(200)),
});

/** Passwords checked at the same time: each takes 19 MiB and a core for 50 ms, and calls for help come first. */
const AT_ONCE = 2;

const refusal = (code: 'invalid' | 'forbidden' | 'unavailable', text: TextKey, params?: TextParams) => ({
  refusal: refuse(code, text, params).refusal,
});

/**
 * `POST /api/login` and `/api/logout`. The cookie is HttpOnly and SameSite=Strict, the body must be JSON and the page
 * ours (`isOurOrigin`), so no other site can sign anybody in or out. Routes marked `anyOrigin` are left alone.
 */
export function loginRoutes(
  app: FastifyInstance,
  place: WorkPlace,
  isOurOrigin: (origin: string | undefined, host: string | undefined) => boolean,
): void {
  const throttle = loginThrottle();
  let checking = 0;

  app.addHook('onRequest', async (request, reply) => {
    const { method, headers, routeOptions } = request;
    if (method === 'GET' || routeOptions.config.anyOrigin || isOurOrigin(headers.origin, headers.host)) return;
    return reply.code(403).send(refusal('forbidden', 'refusal.forbidden'));
  });

  app.post('/api/login', async (request, reply) => {
    const parsed = v.safeParse(Credentials, request.body);
    if (!parsed.success) return reply.code(400).send(refusal('invalid', 'refusal.invalid'));
    const { login, password } = parsed.output;
    const keys = [`login:${login}`, `from:${request.ip}`];
    const now = place.clock();
    const minutes = throttle.waitMinutes(keys, now.getTime());
    if (minutes > 0) return reply.code(429).send(refusal('unavailable', 'refusal.tooManyTries', { minutes }));
    if (checking >= AT_ONCE) return reply.code(503).send(refusal('unavailable', 'refusal.unavailable'));
    checking += 1;
    try {
      const signedIn = await signIn(place.db, login, password, now.toISOString());
      if (!signedIn) {
        throttle.failed(keys, now.getTime());
        request.log.warn('a sign-in failed');
        return reply.code(401).send(refusal('forbidden', 'refusal.wrongLogin'));
      }
      throttle.succeeded(keys);
      await inTransaction(place.db, (tx) =>
        append(tx, {
          communityId: signedIn.communityId,
          at: now.toISOString(),
          actor: { kind: 'staff', id: `staff:${signedIn.staffId}` },
          deed: 'staff.signIn',
          subject: `staff:${signedIn.staffId}`,
        }),
      );
      reply.setCookie(SESSION_COOKIE, signedIn.token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
        maxAge: SESSION_HOURS * 3_600,
      });
      return reply.code(204).send();
    } finally {
      checking -= 1;
    }
  });

  app.post('/api/logout', async (request, reply) => {
    const token = request.cookies[SESSION_COOKIE];
    const whose = token ? await signOut(place.db, token) : undefined;
    if (whose) place.news.dropStaff(memberRoom(whose.communityId, whose.staffId));
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send();
  });
}
