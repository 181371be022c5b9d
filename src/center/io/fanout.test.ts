import { createServer } from 'node:http';
import type { AddressInfo, Socket as NetSocket } from 'node:net';
import { type Namespace, Server } from 'socket.io';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openFanOut } from './fanout.ts';

const ROOM = 'community:1';
let server: Server;
let namespace: Namespace;
let fanOut: ReturnType<typeof openFanOut>;
let port: number;
const clients: WebSocket[] = [];

beforeEach(async () => {
  const http = createServer();
  server = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
  namespace = server.of('/box');
  fanOut = openFanOut(namespace);
  namespace.on('connection', (socket) => void socket.join(ROOM));
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  port = (http.address() as AddressInfo).port;
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await server.close();
});

interface Listener {
  readonly messages: string[];
  /** Everything that came over the line since the last `take`, as it came. */
  take(): Buffer;
}

/** Comes into the room by hand, so that the very bytes can be seen. */
async function connect(): Promise<Listener> {
  const client = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  clients.push(client);
  const messages: string[] = [];
  let bytes: Buffer[] = [];
  client.on('upgrade', ({ socket }: { socket: NetSocket }) => {
    // Not before ws listens itself: the first listener takes what has come already.
    client.on('open', () => void socket.on('data', (chunk: Buffer) => bytes.push(chunk)));
  });
  await new Promise<void>((done) => {
    client.on('message', (data) => {
      const text = String(data);
      if (text.startsWith('0')) client.send('40/box,');
      else if (text.startsWith('40/box')) done();
      else messages.push(text);
    });
  });
  const take = () => {
    const all = Buffer.concat(bytes);
    bytes = [];
    return all;
  };
  take();
  return { messages, take };
}

async function heard(listener: Listener, count: number): Promise<void> {
  await expect.poll(() => listener.messages.length).toBe(count);
}

// Frames have three forms, by the length of what is in them.
test.each([1, 60, 30_000])('the same bytes as the usual emit: %i characters of Chinese', async (length) => {
  const box = await connect();
  const body = [{ seq: 1, body: '雨'.repeat(length) }];
  namespace.to(ROOM).emit('feed', body);
  await heard(box, 1);
  const usual = box.take();
  expect(fanOut(ROOM, 'feed', body)).toEqual({ written: 1, emitted: 0 });
  await heard(box, 2);
  expect(box.take().equals(usual)).toBe(true);
});

test('in order, whatever is sent before and after it', async () => {
  const boxes = [await connect(), await connect()];
  const ways = new Set<string>();
  const expected: string[] = [];
  for (let i = 0; i < 60; i++) {
    // Every third is an emit, after which the line is not idle until it was written.
    if (i % 3 === 0) namespace.to(ROOM).emit('feed', i);
    else {
      const { written, emitted } = fanOut(ROOM, 'feed', i);
      if (written > 0) ways.add('written');
      if (emitted > 0) ways.add('emitted');
    }
    expected.push(`42/box,["feed",${i}]`);
    if (i % 7 === 0) await new Promise((done) => setImmediate(done));
    // One direct write after the other, too.
    if (i % 20 === 19) await new Promise((done) => setTimeout(done, 20));
  }
  for (const box of boxes) {
    await heard(box, expected.length);
    expect(box.messages).toEqual(expected);
  }
  expect([...ways].sort()).toEqual(['emitted', 'written']);
});

test('a box that does not read gets everything in order once it reads again', async () => {
  const box = await connect();
  const [socket] = clients;
  socket?.pause();
  const body = '雨'.repeat(200_000);
  let waited = 0;
  for (let i = 0; i < 40; i++) {
    waited += fanOut(ROOM, 'feed', `${i} ${body}`).emitted;
    await new Promise((done) => setImmediate(done));
  }
  expect(waited).toBeGreaterThan(0);
  socket?.resume();
  await heard(box, 40);
  expect(box.messages.map((text) => text.split(' ')[0])).toEqual(
    Array.from({ length: 40 }, (_, i) => `42/box,["feed","${i}`),
  );
});

test('only the room gets it, and nobody who has left', async () => {
  const inside = await connect();
  const outside = await connect();
  const last = [...namespace.sockets.values()].at(-1);
  await last?.leave(ROOM);
  expect(fanOut(ROOM, 'feed', 1)).toEqual({ written: 1, emitted: 0 });
  expect(fanOut('community:2', 'feed', 2)).toEqual({ written: 0, emitted: 0 });
  await heard(inside, 1);
  namespace.emit('feed', 3);
  await heard(outside, 1);
  expect(outside.messages).toEqual(['42/box,["feed",3]']);
});

test('a wide room: those who come and go between two messages, and one that is gone and comes back', async () => {
  const listeners = await Promise.all(Array.from({ length: 70 }, () => connect()));
  expect(fanOut(ROOM, 'feed', 1)).toEqual({ written: 70, emitted: 0 });
  const late = await connect();
  const [left, cut] = [...namespace.sockets.values()];
  await left?.leave(ROOM);
  cut?.disconnect(true);
  expect(fanOut(ROOM, 'feed', 2)).toEqual({ written: 69, emitted: 0 });
  await left?.join(ROOM);
  expect(fanOut(ROOM, 'feed', 3)).toEqual({ written: 70, emitted: 0 });
  await heard(late, 2);
  const fed = (text: string) => text.startsWith('42');
  const heardBy = () => listeners.map(({ messages }) => messages.filter(fed).length).sort();
  await expect.poll(heardBy).toEqual([1, 2, ...Array(68).fill(3)]);
  for (const socket of [...namespace.sockets.values()]) await socket.leave(ROOM);
  expect(fanOut(ROOM, 'feed', 4)).toEqual({ written: 0, emitted: 0 });
});
