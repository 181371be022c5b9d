import type { Socket } from 'socket.io';
import * as v from 'valibot';
import { keepers } from '../../protocol/contracts/people.ts';
import type { DoorRefusal } from '../../protocol/wire.ts';
import {
  BOX_MODES,
  BoxHandshake,
  type BoxHello,
  type BoxMode,
  type CatchUp,
  PROTOCOL_VERSION,
} from '../../protocol/wire.ts';
import { type BoxActor, type NewcomerActor, scopesOf, staffRoom } from '../actor.ts';
import type { Absent } from '../feed/catch-up.ts';
import type { Relay } from '../feed/relay.ts';
import { type Gathered, gather } from '../gather.ts';
import { autoEnrol, findBoxesBySecret, newcomerRoom } from '../identity/boxes.ts';
import { hashToken } from '../identity/secrets.ts';
import type { WatchBook } from '../watch/book.ts';
import { doWork, type WorkPlace } from '../work.ts';
import type { Answer } from './answer.ts';
import { type Io, SILENCE_MS } from './io.ts';
import { ASKS_AT_ONCE, ASKS_PER_SECOND, tokenBucket } from './limits.ts';

interface Guest {
  actor: BoxActor | NewcomerActor;
  handshake: BoxHandshake;
}

/** What a box needs to hear to know why the door stays shut. */
export function doorError(code: DoorRefusal['code']): Error & { data: DoorRefusal } {
  return Object.assign(new Error(code), { data: { code } });
}

/** Boxes that are told apart by one lookup. */
const MOST_ARRIVALS = 500;

/** What the door works with: who was seen when, what was missed, who passes news on, and the community whose first browser enrols itself. */
interface Around {
  readonly watch: WatchBook;
  readonly missed: Gathered<Absent, CatchUp>;
  readonly relay: Pick<Relay, 'know'>;
  readonly sampleCommunity: string | undefined;
}

/**
 * Lets boxes in: checks the handshake, tells who they are by their secret, gives them their rooms, and only then what
 * they missed, so that nothing falls between.
 */
export function openBoxDoor(place: WorkPlace, io: Io, answer: Answer, around: Around): void {
  const { watch, missed, relay, sampleCommunity } = around;
  /** Modes whose first browser still enrols itself; when there was one, nobody need ask any more. */
  const waiting = new Set<BoxMode>(sampleCommunity ? BOX_MODES : []);
  const known = gather<string, BoxActor | undefined>(
    async (hashes) => {
      const found = await findBoxesBySecret(place.db, hashes, place.clock().toISOString());
      return (hash) => found.get(hash);
    },
    { most: MOST_ARRIVALS },
  );

  async function identify(handshake: BoxHandshake): Promise<BoxActor | NewcomerActor> {
    const secretHash = hashToken(handshake.secret);
    const newcomer: NewcomerActor = { kind: 'newcomer', secretHash, mode: handshake.mode };
    return (await known.ask(secretHash)) ?? (await firstBrowser(newcomer)) ?? newcomer;
  }

  async function firstBrowser(newcomer: NewcomerActor): Promise<BoxActor | undefined> {
    if (!sampleCommunity || !waiting.has(newcomer.mode)) return undefined;
    const first = await doWork(place, sampleCommunity, (work) => autoEnrol(work, newcomer));
    if (first) place.log.info({ box: first }, 'the first browser was enrolled in the sample community');
    waiting.delete(newcomer.mode);
    return first ? known.ask(newcomer.secretHash) : undefined;
  }

  io.boxes.use((socket, next) => {
    const parsed = v.safeParse(BoxHandshake, socket.handshake.auth);
    if (!parsed.success) {
      place.log.warn({ from: socket.handshake.address }, 'a box came with a broken handshake');
      return next(doorError('invalid'));
    }
    if (parsed.output.protocol !== PROTOCOL_VERSION) return next(doorError('outdated'));
    identify(parsed.output).then(
      (actor) => {
        socket.data = { actor, handshake: parsed.output } satisfies Guest;
        next();
      },
      (error: unknown) => {
        place.log.error({ error }, 'could not tell who a box is');
        next(doorError('unavailable'));
      },
    );
  });

  io.boxes.on('connection', (socket) => {
    const { actor, handshake } = socket.data as Guest;
    const bucket = tokenBucket(ASKS_PER_SECOND, ASKS_AT_ONCE);
    socket.on('ask', (raw: unknown, reply: unknown) => {
      if (typeof reply !== 'function') return;
      void answer(actor, raw, bucket).then((result) => reply(result));
    });
    if (actor.kind === 'newcomer') {
      void socket.join(newcomerRoom(actor.secretHash));
      return hello(socket, { boxId: null, enrolled: false, place: null, missed: { heads: {}, messages: [] } });
    }
    comeIn(socket, actor, handshake.cursors ?? {});
  });

  function comeIn(socket: Socket, actor: BoxActor, cursors: Record<string, number>): void {
    void socket.join(scopesOf(actor));
    if (io.count(actor.boxId, 1)) {
      watch.came(actor);
      tellKeepers(actor);
    }
    socket.on('disconnect', (reason) => {
      if (!io.count(actor.boxId, -1)) return;
      watch.lost(actor, reason === 'ping timeout' ? SILENCE_MS : 0);
      tellKeepers(actor);
    });
    missed.ask({ communityId: actor.communityId, scopes: scopesOf(actor), cursors }).then(
      (all) => {
        relay.know(actor.communityId, all.heads);
        hello(socket, {
          boxId: actor.boxId,
          enrolled: true,
          place: { community: actor.communityId, scopes: scopesOf(actor) },
          missed: all,
        });
      },
      (error: unknown) => {
        // Without what it missed the box must not believe that it is up to date: it comes again.
        place.log.error({ error }, 'could not read what a box missed');
        socket.disconnect(true);
      },
    );
  }

  function tellKeepers(actor: BoxActor): void {
    const rooms = keepers.map((role) => staffRoom(actor.communityId, role));
    place.news.toStaff(rooms, 'people:household', { householdId: actor.householdId });
    // Only to phones at this process: a whole quarter coming back must not be two hints for each box.
    io.news.toPhones(`household:${actor.householdId}`, 'relatives:home', {});
  }

  function hello(socket: Socket, message: Omit<BoxHello, 'serverTime'>): void {
    socket.emit('hello', { serverTime: place.clock().toISOString(), ...message } satisfies BoxHello);
  }
}
