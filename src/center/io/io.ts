import type { Server as HttpServer } from 'node:http';
import { type Namespace, Server } from 'socket.io';
import type { FeedMessage, PushEnvelope } from '../../protocol/wire.ts';
import { BOX_NAMESPACE, PHONE_NAMESPACE, SOCKET_PATH, STAFF_NAMESPACE } from '../../protocol/wire.ts';
import type { NewsHere } from '../nodes/neighbours.ts';
import { openFanOut } from './fanout.ts';

/** Longest packet that is read at all, in bytes; the connection of one that sends more is closed. */
const MAX_PACKET_BYTES = 256 * 1024;

/** Heartbeat of every line, and how long its echo may take, ms. */
const PING_EVERY_MS = 30_000;
const PONG_WITHIN_MS = 50_000;

/** A line that died without a word is given up after so long, counted from its last echo, ms. */
export const SILENCE_MS = PING_EVERY_MS + PONG_WITHIN_MS;

/** The sockets: one namespace for boxes, one for staff, one for relatives' phones, and who is on line. */
export interface Io {
  readonly boxes: Namespace;
  readonly staff: Namespace;
  readonly phones: Namespace;
  /** The way out to those who are connected here. */
  readonly news: NewsHere;
  /** Lasting news of one scope, in order, to its boxes that are connected here. */
  feed(scope: string, messages: readonly FeedMessage[]): void;
  /** Is a box connected here that listens to this scope? */
  hasBoxes(scope: string): boolean;
  /** Calls `left` with every scope that the last box here has left. */
  onEmpty(left: (scope: string) => void): void;
  /** A box connected (+1) or left (−1); true when that changed whether it is on line. */
  count(boxId: string, change: 1 | -1): boolean;
  boxesOnline(): number;
  /** Ends all connections; the HTTP server is closed by its owner. */
  close(): void;
}

/** Opens Socket.IO on the HTTP server: websocket only and without compression, as measured for many boxes. */
export function openIo(http: HttpServer): Io {
  const server = new Server(http, {
    path: SOCKET_PATH,
    serveClient: false,
    transports: ['websocket'],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MAX_PACKET_BYTES,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PONG_WITHIN_MS,
    connectTimeout: 10_000,
    cleanupEmptyChildNamespaces: true,
  });
  const boxes = server.of(BOX_NAMESPACE);
  const staff = server.of(STAFF_NAMESPACE);
  const phones = server.of(PHONE_NAMESPACE);
  const fanOut = openFanOut(boxes);
  const online = new Map<string, number>();
  const envelope = (name: string, body: unknown): PushEnvelope => ({ name, body });

  return {
    boxes,
    staff,
    phones,
    count(boxId, change) {
      const before = online.get(boxId) ?? 0;
      const after = before + change;
      if (after > 0) online.set(boxId, after);
      else online.delete(boxId);
      return before > 0 !== after > 0;
    },
    boxesOnline: () => online.size,
    news: {
      toBoxes: (room, name, body) => void fanOut(room, 'push', envelope(name, body)),
      toStaff: (rooms, name, body) => void staff.to([...rooms]).emit('push', envelope(name, body)),
      toPhones: (room, name, body) => void phones.to(room).emit('push', envelope(name, body)),
      dropBox: (room, why) => {
        boxes.to(room).emit('push', envelope(why, {}));
        boxes.in(room).disconnectSockets(true);
      },
      dropStaff: (room) => staff.in(room).disconnectSockets(true),
      dropPhones: (room) => phones.in(room).disconnectSockets(true),
      isOnline: (boxId) => online.has(boxId),
      hasStaff: (room) => staff.adapter.rooms.has(room),
      hasPhone: (room) => phones.adapter.rooms.has(room),
      // By what the room's name begins with: phones also listen to their household's room, but it is the boxes'.
      hasRoom: (room) =>
        (room.startsWith('relative:') ? phones : room.startsWith('staff:') ? staff : boxes).adapter.rooms.has(room),
    },
    feed: (scope, messages) => void fanOut(scope, 'feed', messages),
    hasBoxes: (scope) => boxes.adapter.rooms.has(scope),
    onEmpty: (left) => void boxes.adapter.on('delete-room', left),
    close() {
      // Not the server's own close, which also waits for the HTTP server and its kept-alive connections.
      boxes.disconnectSockets(true);
      staff.disconnectSockets(true);
      phones.disconnectSockets(true);
      server.engine.close();
    },
  };
}
