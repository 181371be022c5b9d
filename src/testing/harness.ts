import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { type Center, startCenter } from '../center/app.ts';
import { readConfig } from '../center/config.ts';
import { openLog } from '../center/log.ts';
import { SAMPLE_PASSWORD } from '../center/sample/people.ts';
import { ACCEPT_PATH, type Relation } from '../protocol/contracts/relatives.ts';
import { newId } from '../protocol/ids.ts';
import type { Reply } from '../protocol/reply.ts';
import type { AskInput, AskName, AskReply } from '../protocol/services.ts';
import {
  BOX_NAMESPACE,
  type BoxHello,
  type BoxMode,
  type Cursors,
  type FeedMessage,
  PHONE_NAMESPACE,
  PROTOCOL_VERSION,
  STAFF_NAMESPACE,
} from '../protocol/wire.ts';
import { testDatabase } from './database.ts';

/** Lines that the center logged, as pino writes them. */
type LogLine = { level: number; msg: string; [field: string]: unknown };

/** A real center on a port of its own with a database of its own; its clock can be set. */
export interface TestCenter {
  readonly center: Center;
  readonly url: string;
  readonly log: LogLine[];
  /** ms that the center's clock is ahead of the real one. */
  setClock(aheadMs: number): void;
  /** Stops and starts it again on the same database and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a center with the sample community; `settings` are environment variables as `readConfig` takes them. */
export async function startTestCenter(settings: Readonly<Record<string, string>> = {}): Promise<TestCenter> {
  const database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'xiyangli-test-'));
  const log: LogLine[] = [];
  const logger = openLog('info', { write: (line: string) => void log.push(JSON.parse(line)) });
  let aheadMs = 0;
  const clock = () => new Date(Date.now() + aheadMs);
  const start = (port: number) =>
    startCenter(
      readConfig({ SAMPLE_MEDIA: 'off', ...settings, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1' }),
      {
        log: logger,
        connection: database.options,
        clock,
      },
    );
  const test = {
    center: await start(0),
    log,
    get url() {
      return `http://127.0.0.1:${this.center.port}`;
    },
    setClock(ms: number) {
      aheadMs = ms;
    },
    async restart() {
      const { port } = test.center;
      await test.center.stop();
      test.center = await start(port);
    },
    async stop() {
      await test.center.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return test;
}

/** A connection as tests hold it: asks, and everything it was told. */
export interface Client {
  readonly socket: Socket;
  readonly pushes: { name: string; body: unknown }[];
  readonly feed: FeedMessage[];
  /** Asks with a new idempotency key, or with the given one. */
  ask<N extends AskName>(name: N, input: AskInput<N>, key?: string): Promise<Reply<AskReply<N>>>;
  /** Asks, and throws when it is refused. */
  get<N extends AskName>(name: N, input: AskInput<N>, key?: string): Promise<AskReply<N>>;
  /** Sends whatever it is given as an ask. */
  raw(envelope: unknown): Promise<Reply<unknown>>;
  close(): void;
}

/** A box without a screen. */
export interface TestBox extends Client {
  readonly secret: string;
  readonly hello: BoxHello;
}

/** Waits, at most five seconds, until `condition` gives something else than undefined or false. */
export async function until<T>(
  what: string,
  condition: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + 5_000;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

function client(socket: Socket): Client {
  const pushes: Client['pushes'] = [];
  const feed: FeedMessage[] = [];
  socket.on('push', (news) => pushes.push(news));
  socket.on('feed', (messages: FeedMessage[]) => feed.push(...messages));
  const raw = (envelope: unknown): Promise<Reply<unknown>> => socket.timeout(10_000).emitWithAck('ask', envelope);
  const ask = <N extends AskName>(name: N, input: AskInput<N>, key = newId()) =>
    raw({ name, key, input }) as Promise<Reply<AskReply<N>>>;
  return {
    socket,
    pushes,
    feed,
    ask,
    raw,
    async get(name, input, key) {
      const reply = await ask(name, input, key);
      if (!reply.ok) throw new Error(`${name} was refused: ${reply.refusal.code} ${reply.refusal.text}`);
      return reply.value;
    },
    close: () => void socket.close(),
  };
}

function connected(socket: Socket): Promise<void> {
  return new Promise((done, failed) => {
    socket.once('connect', done);
    socket.once('connect_error', failed);
  });
}

/** A center in this process or in another. */
type Reachable = { readonly url: string };

/** A box's secret, as boxes make them. */
export function newSecret(): string {
  return `${newId()}${newId()}`.replaceAll('-', '');
}

/** Connects a box. With a secret that nobody knows it is a newcomer, or the sample community's first browser. */
export async function connectBox(
  test: Reachable,
  options: { secret?: string; cursors?: Cursors; protocol?: number; mode?: BoxMode } = {},
): Promise<TestBox> {
  const secret = options.secret ?? newSecret();
  const { cursors, protocol = PROTOCOL_VERSION, mode } = options;
  const auth = { protocol, mode, build: 'test', secret, cursors };
  const socket = io(`${test.url}${BOX_NAMESPACE}`, {
    transports: ['websocket'],
    auth,
    forceNew: true,
    reconnection: false,
  });
  const box = client(socket);
  const hello = new Promise<BoxHello>((done) => socket.once('hello', done));
  await connected(socket);
  return { ...box, secret, hello: await hello };
}

/** Signs in as one of the sample staff and connects a console. */
export async function connectStaff(test: Reachable, login: string): Promise<Client> {
  const response = await fetch(`${test.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: SAMPLE_PASSWORD }),
  });
  if (response.status !== 204) throw new Error(`sign-in as ${login}: ${response.status}`);
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  const socket = io(`${test.url}${STAFF_NAMESPACE}`, {
    transports: ['websocket'],
    extraHeaders: { cookie },
    forceNew: true,
    reconnection: false,
  });
  const staff = client(socket);
  await connected(socket);
  return staff;
}

/** POSTs what a relative's phone posts to take an invitation; the URL is the invitation's own. */
export function acceptInvitation(test: Reachable, url: string, name: string, secret: string): Promise<Response> {
  return fetch(`${test.url}${ACCEPT_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: url.split('#')[1], name, secret }),
  });
}

/** Connects the phone page of a relative whose invitation was taken with this secret. */
export async function connectPhone(test: Reachable, secret: string): Promise<Client> {
  const socket = io(`${test.url}${PHONE_NAMESPACE}`, {
    transports: ['websocket'],
    auth: { protocol: PROTOCOL_VERSION, secret },
    forceNew: true,
    reconnection: false,
  });
  const phone = client(socket);
  await connected(socket);
  return phone;
}

/** A relative's phone page without a screen. */
export interface TestRelative extends Client {
  readonly secret: string;
  readonly relativeId: string;
}

/** Somebody whom the box's home invites, who takes the invitation and opens the phone page. */
export async function connectRelative(
  test: Reachable,
  box: Client,
  { relation = 'daughter', name = '王丽' }: { relation?: Relation; name?: string } = {},
): Promise<TestRelative> {
  const { url, relative } = await box.get('relatives:invite', { relation });
  const secret = newSecret();
  const { status } = await acceptInvitation(test, url, name, secret);
  if (status !== 204) throw new Error(`an invitation was not taken: ${status}`);
  return { ...(await connectPhone(test, secret)), secret, relativeId: relative.id };
}

/** Enrols a new box in the household behind a door, as a clerk does it, and connects it. */
export async function enrolBox(test: Reachable, door: string): Promise<TestBox> {
  const clerk = await connectStaff(test, 'clerk');
  const newcomer = await connectBox(test);
  if (newcomer.hello.enrolled) {
    // It was the sample community's first browser: leave it be, and come as another.
    newcomer.close();
    clerk.close();
    return enrolBox(test, door);
  }
  const { code } = await newcomer.get('box:enrol', {});
  const { households } = await clerk.get('people:households', { search: door });
  const household = households.find((h) => h.door === door);
  if (!household) throw new Error(`no household behind ${door}`);
  await clerk.get('people:claimBox', { code, householdId: household.id, name: '客厅' });
  await until('the newcomer is told', () => newcomer.pushes.find((p) => p.name === 'box:enrolled'));
  newcomer.close();
  clerk.close();
  return connectBox(test, { secret: newcomer.secret });
}
