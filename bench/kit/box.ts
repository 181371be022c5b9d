import {
  BOX_NAMESPACE,
  type BoxHello,
  type Cursors,
  type FeedMessage,
  PROTOCOL_VERSION,
  SOCKET_PATH,
} from '../../src/protocol/wire.ts';
import { RawSocket } from './raw-socket.ts';

const PREFIX = `${BOX_NAMESPACE},`;
const [OPEN, PING, MESSAGE] = [48, 50, 52];
const [EVENT, ANSWER, REFUSED] = [50, 51, 52];
const HELLO = Buffer.from(`42${PREFIX}["hello",`);
const FEED = Buffer.from(`42${PREFIX}["feed",`);

/** A box without a screen on a raw websocket: the real handshake, and asks. */
export interface RawBox {
  readonly hello: BoxHello;
  /** Asks; gives the reply as it came. Never settles when the line goes before. */
  ask(name: string, input: unknown, key?: string): Promise<unknown>;
  close(): void;
}

/** What a box shows at the door, and what it is told of. */
export interface RawBoxOptions {
  readonly cursors?: Cursors;
  /** Called with the whole text of every event that is no answer and no hello, also of one that came before the hello. */
  readonly onEvent?: (payload: Buffer) => void;
  /** The line went after the center had said hello. */
  readonly onClose?: () => void;
}

/** Comes in by its secret; resolves when the center has said hello. */
export function connectRawBox(port: number, secret: string, options: RawBoxOptions = {}): Promise<RawBox> {
  const { promise, resolve, reject } = Promise.withResolvers<RawBox>();
  const socket = new RawSocket(port, `${SOCKET_PATH}/?EIO=4&transport=websocket`);
  const waiting = new Map<number, (reply: unknown) => void>();
  let asked = 0;
  let here = false;
  const come = (hello: BoxHello) => {
    here = true;
    socket.onClose = () => options.onClose?.();
    resolve({
      hello,
      ask(name, input, key) {
        const id = ++asked;
        return new Promise((done) => {
          waiting.set(id, done);
          socket.send(`42${PREFIX}${id}${JSON.stringify(['ask', { name, key, input }])}`);
        });
      },
      close: () => socket.close(),
    });
  };
  const auth = JSON.stringify({ protocol: PROTOCOL_VERSION, build: 'bench', secret, cursors: options.cursors });
  socket.onClose = () => reject(new Error('the center hung up'));
  socket.onText = (payload) => {
    // Engine.IO: 0 open, 2 ping, 4 message; in a message Socket.IO: 0 connected, 2 event, 3 answer, 4 refused.
    const kind = payload[0];
    const inner = payload[1];
    if (kind === MESSAGE && inner === EVENT) {
      if (!here && startsWith(payload, HELLO)) come(argumentsOf(payload)[0] as BoxHello);
      else options.onEvent?.(payload);
    } else if (kind === MESSAGE && inner === ANSWER) {
      const text = payload.toString('utf8', 2 + PREFIX.length);
      const start = text.indexOf('[');
      const id = Number(text.slice(0, start));
      waiting.get(id)?.((JSON.parse(text.slice(start)) as unknown[])[0]);
      waiting.delete(id);
    } else if (kind === MESSAGE && inner === REFUSED) reject(new Error(`the door stays shut: ${payload}`));
    else if (kind === OPEN) socket.send(`40${PREFIX}${auth}`);
    else if (kind === PING) socket.send('3');
  };
  return promise;
}

/** The lasting news in an event; undefined for one of another kind. */
export function feedIn(payload: Buffer): FeedMessage[] | undefined {
  return startsWith(payload, FEED) ? (argumentsOf(payload)[0] as FeedMessage[]) : undefined;
}

const startsWith = (payload: Buffer, head: Buffer) => payload.subarray(0, head.length).equals(head);

/** What an event carries after its name. */
function argumentsOf(payload: Buffer): unknown[] {
  return (JSON.parse(payload.toString('utf8', 2 + PREFIX.length)) as unknown[]).slice(1);
}

/** Runs `open` for each item, at most `width` at a time. Gives the results in the order of the items. */
export async function inTurns<T, R>(items: readonly T[], width: number, open: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const work = async () => {
    for (const [index, item] of queue) results[index] = await open(item);
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}
