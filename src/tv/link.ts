import { io, type Socket } from 'socket.io-client';
import * as v from 'valibot';
import { exchange, PushReaders } from '../protocol/line.ts';
import type { Refusal, Reply } from '../protocol/reply.ts';
import type { AskInput, AskName, AskReply, PushBody, PushName } from '../protocol/services.ts';
import {
  type AskEnvelope,
  BOX_NAMESPACE,
  type BoxHandshake,
  BoxHello,
  DoorRefusal,
  FeedBatch,
  type FeedMessage,
  PROTOCOL_VERSION,
  SOCKET_PATH,
} from '../protocol/wire.ts';
import { Signal } from './signal.ts';
import { BUILD } from './version.ts';

/**
 * - `connecting` before the first answer after a start
 * - `online`, `offline` the usual two
 * - `newcomer` the center answers, but this box belongs to no household yet
 * - `outdated` the app is too old for the center, and so was the one that a reload brought
 */
export type LinkState = 'connecting' | 'online' | 'offline' | 'newcomer' | 'outdated';

export interface LinkOptions {
  /** Origin of the center; empty for where the app came from. */
  readonly center: string;
  /** Boxes that lost the center together come back spread over this many ms. */
  readonly reconnectWindowMs: number;
  /** What the box shows at the door, made anew for every connection. */
  readonly credentials: () => Pick<BoxHandshake, 'mode' | 'secret' | 'cursors'>;
  /** Looks at who the center takes this box to be; false when the app must start again, as another household's. */
  readonly recognise: (hello: BoxHello) => boolean;
}

export interface AskOptions {
  /** Idempotency key (a new id); goes with every ask that changes something. */
  readonly key?: string;
  /** Patience, ms. */
  readonly withinMs?: number;
}

const ANSWER_WITHIN_MS = 8_000;
/** Off line shows within 3 s, also at boot. */
const CONNECT_WITHIN_MS = 3_000;
/** A line that dropped comes back within a second, mostly; only then does a box queue with all others. */
const QUICK_TRY_MS = 1_000;
/** A line on which nothing was heard for so long may be dead without having said so. */
const QUIET_MS = 10_000;

const NO_LINE: Refusal = { code: 'unavailable', text: 'app.refused.offline' };
const NO_ANSWER: Refusal = { code: 'unavailable', text: 'app.refused.noAnswer' };

/** The box's one line to the center: asks with typed replies, news, and the line's own state. */
export class Link {
  #socket: Socket | undefined;
  #options: LinkOptions | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #heardAt = 0;
  readonly #pushed = new PushReaders();

  state: LinkState = 'connecting';
  /** When `state` began, ms by the box's own clock. */
  since = Date.now();
  readonly changed = new Signal<[state: LinkState]>();
  /** The center has let us in; comes before `changed`. */
  readonly greeted = new Signal<[hello: BoxHello]>();
  readonly fed = new Signal<[messages: FeedMessage[]]>();
  /** The center cannot read this build. */
  readonly tooOld = new Signal();
  /** The secret is not valid (any more). */
  readonly rejected = new Signal();

  /** Connects for the first time; whatever happens later, the link comes back by itself. */
  open(options: LinkOptions): void {
    if (this.#socket) return;
    this.#options = options;
    const socket = io(options.center + BOX_NAMESPACE, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      // The jitter must be sized to the fleet, which Socket.IO's own cannot.
      reconnection: false,
      timeout: CONNECT_WITHIN_MS,
      auth: (show) => show({ protocol: PROTOCOL_VERSION, build: BUILD, ...options.credentials() }),
    });
    this.#socket = socket;
    socket.onAny(() => this.#hear());
    socket.io.on('ping', () => this.#hear());
    socket.on('hello', (raw: unknown) => this.#welcome(raw));
    socket.on('feed', (raw: unknown) => {
      const batch = v.safeParse(FeedBatch, raw);
      if (batch.success) this.fed.emit(batch.output);
    });
    socket.on('push', (raw: unknown) => this.#pushed.hear(raw));
    socket.on('disconnect', () => this.#lost());
    socket.on('connect_error', (error: Error & { data?: unknown }) => this.#refusedAtDoor(error.data));
    globalThis.addEventListener?.('offline', () => this.drop());
    globalThis.addEventListener?.('online', () => this.reconnect());
  }

  /** The address of a file that lies at the center: `/media/…`. */
  addressOf(path: string): string {
    return (this.#options?.center ?? '') + path;
  }

  /** True while asks reach the center. */
  get up(): boolean {
    return this.state === 'online' || this.state === 'newcomer';
  }

  /** True when the line has been silent for long enough to be doubted. */
  get quiet(): boolean {
    return this.up && Date.now() - this.#heardAt > QUIET_MS;
  }

  /** Asks once. Never throws: no line, no answer and an answer of the wrong form are refusals `unavailable` too. */
  async ask<Name extends AskName>(
    name: Name,
    input: AskInput<Name>,
    { key, withinMs = ANSWER_WITHIN_MS }: AskOptions = {},
  ): Promise<Reply<AskReply<Name>>> {
    const socket = this.#socket;
    if (!socket?.connected || !this.up) return { ok: false, refusal: NO_LINE };
    const emit = async (sent: AskEnvelope): Promise<unknown> => {
      const raw: unknown = await socket.timeout(withinMs).emitWithAck('ask', sent);
      this.#hear();
      return raw;
    };
    try {
      return await exchange(emit, name, input, key);
    } catch {
      return { ok: false, refusal: this.up ? NO_ANSWER : NO_LINE };
    }
  }

  /** Calls `read` with every push of this name until the returned function is called. */
  on<Name extends PushName>(name: Name, read: (body: PushBody<Name>) => void): () => void {
    return this.#pushed.on(name, read);
  }

  /** The line is dead although nobody said so: hang up, and come back. */
  drop(): void {
    if (!this.#socket) return;
    this.#socket.disconnect();
    this.#lost();
  }

  /** Connects now, without waiting for the next try. */
  reconnect(): void {
    this.#socket?.disconnect();
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#socket?.connect();
  }

  #welcome(raw: unknown): void {
    const hello = v.safeParse(BoxHello, raw);
    if (!hello.success) {
      this.drop();
      return;
    }
    if (!this.#options?.recognise(hello.output)) return;
    this.#tries = 0;
    this.greeted.emit(hello.output);
    this.#enter(hello.output.enrolled ? 'online' : 'newcomer');
  }

  #refusedAtDoor(data: unknown): void {
    const refusal = v.safeParse(DoorRefusal, data);
    const code = refusal.success ? refusal.output.code : 'unavailable';
    if (code === 'outdated') {
      this.#enter('outdated');
      this.tooOld.emit();
      return;
    }
    if (code === 'invalid' || code === 'signed-out') this.rejected.emit();
    this.#lost();
  }

  #lost(): void {
    this.#enter('offline');
    if (this.#retry !== undefined) return;
    const window = this.#tries++ === 0 ? QUICK_TRY_MS : (this.#options?.reconnectWindowMs ?? QUICK_TRY_MS);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#socket?.connect();
    }, Math.random() * window);
  }

  #hear(): void {
    this.#heardAt = Date.now();
  }

  #enter(state: LinkState): void {
    if (state === this.state) return;
    this.state = state;
    this.since = Date.now();
    this.changed.emit(state);
  }
}
