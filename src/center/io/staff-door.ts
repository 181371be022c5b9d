import { parseCookie } from 'cookie';
import { staffRooms } from '../actor.ts';
import { findSession } from '../identity/staff.ts';
import { refuse } from '../refuse.ts';
import type { WorkPlace } from '../work.ts';
import type { Answer } from './answer.ts';
import { doorError } from './box-door.ts';
import type { Io } from './io.ts';
import { ASKS_AT_ONCE, ASKS_PER_SECOND, tokenBucket } from './limits.ts';

/** The session cookie of the console. */
export const SESSION_COOKIE = 'xiyangli-session';

type Session = NonNullable<Awaited<ReturnType<typeof findSession>>>;

/**
 * Lets consoles in by their session cookie. A browser sends the cookie whatever page opens the socket, so the page's
 * origin must be ours (`isOurOrigin`).
 */
export function openStaffDoor(
  place: WorkPlace,
  io: Io,
  answer: Answer,
  isOurOrigin: (origin: string | undefined, host: string | undefined) => boolean,
): void {
  io.staff.use((socket, next) => {
    const { origin, host, cookie } = socket.handshake.headers;
    if (!isOurOrigin(origin, host)) {
      place.log.warn({ origin }, 'a console came from a foreign page');
      return next(doorError('invalid'));
    }
    const token = parseCookie(cookie ?? '')[SESSION_COOKIE];
    if (!token) return next(doorError('signed-out'));
    findSession(place.db, token, place.clock().toISOString()).then(
      (session) => {
        if (!session) return next(doorError('signed-out'));
        socket.data = session;
        next();
      },
      (error: unknown) => {
        place.log.error({ error }, 'could not read a session');
        next(doorError('unavailable'));
      },
    );
  });

  io.staff.on('connection', (socket) => {
    const { actor, expiresAt } = socket.data as Session;
    const bucket = tokenBucket(ASKS_PER_SECOND * 3, ASKS_AT_ONCE * 3);
    void socket.join(staffRooms(actor));
    socket.on('ask', (raw: unknown, reply: unknown) => {
      if (typeof reply !== 'function') return;
      if (place.clock().toISOString() > expiresAt) {
        reply({ ok: false, refusal: refuse('forbidden').refusal });
        return void socket.disconnect(true);
      }
      void answer(actor, raw, bucket).then((result) => reply(result));
    });
  });
}
