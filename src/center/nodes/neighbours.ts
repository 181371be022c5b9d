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
  /** There was news that is too long to be said: consoles come again, and ask for everything anew. */
  v.object({ kind: v.literal('again'), rooms }),
  v.object({ kind: v.literal('dropBox'), room: v.string(), why: v.picklist(['box:revoked', 'box:enrolled']) }),
  v.object({ kind: v.literal('dropStaff'), room: v.string() }),
  v.object({ kind: v.literal('dropPhones'), room: v.string() }),
]);
type Hint = v.InferOutput<typeof Hint>;
const Said = v.object({ from: v.string(), hint: Hint });

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
  here: Omit<NewsOutlet, 'feed'>,
  relay: Pick<Relay, 'take' | 'look'>,
): Neighbours {
  const me = newId();
  const channel = openChannel(db, log, hear);
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
    again: ({ rooms: staffRooms }) => {
      for (const room of staffRooms) here.dropStaff(room);
    },
    dropBox: ({ room, why }) => here.dropBox(room, why),
    dropStaff: ({ room }) => here.dropStaff(room),
    dropPhones: ({ room }) => here.dropPhones(room),
  };

  return {
    news: {
      ...here,
      feed(communityId, message) {
        relay.take(communityId, message);
        say({ kind: 'feed', scope: message.scope });
      },
      toBoxes(room, name, body) {
        here.toBoxes(room, name, body);
        if (!say({ kind: 'boxes', room, name, body })) log.warn({ name }, 'news too long for boxes elsewhere');
      },
      toStaff(staffRooms, name, body) {
        here.toStaff(staffRooms, name, body);
        if (!say({ kind: 'staff', rooms: [...staffRooms], name, body })) say({ kind: 'again', rooms: [...staffRooms] });
      },
      toPhones(room, name, body) {
        here.toPhones(room, name, body);
        if (!say({ kind: 'phones', room, name, body })) log.warn({ name }, 'news too long for phones elsewhere');
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
