import * as v from 'valibot';
import { keepers } from '../../protocol/contracts/people.ts';
import { PhoneHandshake, PROTOCOL_VERSION } from '../../protocol/wire.ts';
import { type RelativeActor, relativeRoom, staffRoom } from '../actor.ts';
import { findRelativeBySecret, sawRelative } from '../identity/relatives.ts';
import type { WorkPlace } from '../work.ts';
import type { Answer } from './answer.ts';
import { doorError } from './box-door.ts';
import type { Io } from './io.ts';
import { ASKS_AT_ONCE, ASKS_PER_SECOND, tokenBucket } from './limits.ts';

/**
 * Lets relatives' phone pages in by the secret that the phone made when it took its invitation. `signed-out` tells a page
 * that its access has ended.
 */
export function openPhoneDoor(place: WorkPlace, io: Io, answer: Answer): void {
  io.phones.use((socket, next) => {
    const parsed = v.safeParse(PhoneHandshake, socket.handshake.auth);
    if (!parsed.success) {
      place.log.warn({ from: socket.handshake.address }, 'a phone came with a broken handshake');
      return next(doorError('invalid'));
    }
    if (parsed.output.protocol !== PROTOCOL_VERSION) return next(doorError('outdated'));
    findRelativeBySecret(place.db, parsed.output.secret).then(
      (actor) => {
        if (!actor) return next(doorError('signed-out'));
        socket.data = actor;
        next();
      },
      (error: unknown) => {
        place.log.error({ error }, 'could not tell whose a phone is');
        next(doorError('unavailable'));
      },
    );
  });

  io.phones.on('connection', (socket) => {
    const actor = socket.data as RelativeActor;
    const room = relativeRoom(actor.relativeId);
    const bucket = tokenBucket(ASKS_PER_SECOND, ASKS_AT_ONCE);
    socket.on('ask', (raw: unknown, reply: unknown) => {
      if (typeof reply !== 'function') return;
      void answer(actor, raw, bucket).then((result) => reply(result));
    });
    void socket.join([room, `household:${actor.householdId}`]);
    // Whoever was revoked between the door and the room was not dropped with it.
    void seen(actor).then((holds) => holds || socket.disconnect(true));
    socket.on('disconnect', () => {
      if (!place.news.hasPhone(room)) void seen(actor);
    });
  });

  /** Their page came, or the last one went: the home and the desk see who can be called. */
  async function seen(actor: RelativeActor): Promise<boolean> {
    const { householdId, communityId } = actor;
    try {
      const holds = await sawRelative(place.db, actor, place.clock().toISOString());
      place.news.toBoxes(`household:${householdId}`, 'relatives:changed', { householdId });
      const rooms = keepers.map((role) => staffRoom(communityId, role));
      place.news.toStaff(rooms, 'relatives:changed', { householdId });
      return holds;
    } catch (error) {
      place.log.error({ error }, 'could not note that a phone was here');
      return true;
    }
  }
}
