import * as v from 'valibot';
import { newId } from '../../protocol/ids.ts';
import { findNews, type PushName } from '../../protocol/services.ts';
import type { Database } from '../database/database.ts';
import type { Relay } from '../feed/relay.ts';
import type { Log } from '../log.ts';
import type { NewsOutlet } from '../work.ts';
import { openChannel } from './channel.ts';

const Push = v.custom<PushName>((name) => typeof name === 'string' && findNews(name) !== undefined);
const rooms = v.array(v.string());

/** What one process of the center tells the others, so that those who are connected there hear of it. */
const Hint = v.variant('kind', [
  v.object({ kind: v.literal('feed'), scope: v.string() }),
  v.object({ kind: v.literal('boxes'), room: v.string(), name: Push, body: v.unknown() }),
  v.object({ kind: v.literal('staff'), rooms, name: Push, body: v.unknown() }),
  v.object({ kind: v.literal('phones'), room: v.string(), name: Push, body: v.unknown() }),
  /** Is anybody in this room connected to you? */
  v.object({ kind: v.literal('who'), id: v.string(), room: v.string() }),
  v.object({ kind: v.literal('here'), id: v.string(), yes: v.boolean() }),
  v.object({ kind: v.literal('dropBox'), room: v.string(), why: v.picklist(['box:revoked', 'box:enrolled']) }),
  v.object({ kind: v.literal('dropStaff'), room: v.string() }),
  v.object({ kind: v.literal('dropPhones'), room: v.string() }),
]);
type Hint = v.InferOutput<typeof Hint>;
/** A process that has not answered by then is taken to be busy dying, ms. */
const ROLL_CALL_MS = 1_000;
const Said = v.object({ from: v.string(), hint: Hint });

/** What is known of, and said to, those who are connected to this process. */
export type NewsHere = Omit<NewsOutlet, 'feed' | 'reaches'> & {
  /** Is anybody connected here to whom this room belongs: a household's boxes, a relative's phones, staff? */
  hasRoom(room: string): boolean;
};

/** The outlet for news of a center that may be one of several processes on the same database. */
export interface Neighbours {
  readonly news: NewsOutlet;
  stop(): Promise<void>;
}

/**
 * Lets news out: first to those who are connected here (`here`, `relay`), then as a hint to the other processes. A hint
 * may get lost: lasting news is looked for all the same, passing news is what the next one makes good.
 */
export function openNeighbours(
  db: Database,
  log: Log,
  here: NewsHere,
  relay: Pick<Relay, 'take' | 'look'>,
): Neighbours {
  const me = newId();
  const channel = openChannel(db, log, hear);
  /** Roll calls under way, by their id: what an answer does. */
  const asked = new Map<string, (yes: boolean) => void>();
  const say = (hint: Hint) => channel.say(JSON.stringify({ from: me, hint } satisfies v.InferOutput<typeof Said>));

  function hear(text: string): void {
    const said = v.safeParse(v.pipe(v.string(), v.parseJson(), Said), text);
    if (!said.success) {
      log.warn('another process said something that this one does not understand');
      return;
    }
    const { from, hint } = said.output;
    // The schema has told the kinds apart.
    if (from !== me) (passes[hint.kind] as (hint: Hint) => void)(hint);
  }

  const passes: { [K in Hint['kind']]: (hint: Extract<Hint, { kind: K }>) => void } = {
    feed: ({ scope }) => relay.look([scope]),
    boxes: ({ room, name, body }) => here.toBoxes(room, name, body),
    staff: ({ rooms: staffRooms, name, body }) => here.toStaff(staffRooms, name, body),
    phones: ({ room, name, body }) => here.toPhones(room, name, body),
    who: ({ id, room }) => say({ kind: 'here', id, yes: here.hasRoom(room) }),
    here: ({ id, yes }) => asked.get(id)?.(yes),
    dropBox: ({ room, why }) => here.dropBox(room, why),
    dropStaff: ({ room }) => here.dropStaff(room),
    dropPhones: ({ room }) => here.dropPhones(room),
  };

  /** Asks all others at once; yes from one is enough. */
  async function rollCall(room: string, others: number): Promise<boolean> {
    const id = newId();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    let missing = others;
    asked.set(id, (yes) => {
      missing--;
      if (yes || missing === 0) resolve(yes);
    });
    say({ kind: 'who', id, room });
    const late = setTimeout(() => resolve(false), ROLL_CALL_MS);
    const answer = await promise;
    clearTimeout(late);
    asked.delete(id);
    return answer;
  }

  return {
    news: {
      ...here,
      async reaches(room) {
        if (here.hasRoom(room)) return true;
        const others = await channel.others();
        return others > 0 && rollCall(room, others);
      },
      feed(communityId, message) {
        relay.take(communityId, message);
        say({ kind: 'feed', scope: message.scope });
      },
      toBoxes(room, name, body) {
        here.toBoxes(room, name, body);
        say({ kind: 'boxes', room, name, body });
      },
      toStaff(staffRooms, name, body) {
        here.toStaff(staffRooms, name, body);
        say({ kind: 'staff', rooms: [...staffRooms], name, body });
      },
      toPhones(room, name, body) {
        here.toPhones(room, name, body);
        say({ kind: 'phones', room, name, body });
      },
      dropBox(room, why) {
        here.dropBox(room, why);
        say({ kind: 'dropBox', room, why });
      },
      dropStaff(room) {
        here.dropStaff(room);
        say({ kind: 'dropStaff', room });
      },
      dropPhones(room) {
        here.dropPhones(room);
        say({ kind: 'dropPhones', room });
      },
    },
    stop: () => channel.stop(),
  };
}
