import { io, type Socket } from 'socket.io-client';
import * as v from 'valibot';
import { newId } from '../protocol/ids.ts';
import { exchange, PushReaders } from '../protocol/line.ts';
import type { Refusal, Reply } from '../protocol/reply.ts';
import type { AskInput, AskName, AskReply, PushBody, PushName } from '../protocol/services.ts';
import { DoorRefusal, SOCKET_PATH, STAFF_NAMESPACE } from '../protocol/wire.ts';

/** `connecting` before the first answer; `signed-out` when the center wants a login first. */
export type LinkState = 'connecting' | 'online' | 'offline' | 'signed-out';

/** `epoch` counts how often the line came up: whatever was fetched in an older epoch may have missed news. */
export interface LinkView {
  readonly state: LinkState;
  readonly epoch: number;
}

const ANSWER_WITHIN_MS = 8_000;
const DEED_TRIES = 3;
const WAIT_FOR_LINE_MS = 6_000;

/** Staff must see within 3 s that the line is dead; the socket's own heartbeat would take a minute to notice. */
const PROBE_EVERY_MS = 1_500;
const PROBE_WITHIN_MS = 1_300;

const NO_LINE: Refusal = { code: 'unavailable', text: 'console.refused.offline' };
const ODD_ANSWER: Refusal = { code: 'unavailable', text: 'console.refused.oddAnswer' };

/** True when nobody knows whether the center has done it: the same deed may be tried again with the same key. */
export function isLost(refusal: Refusal): boolean {
  return refusal.text === NO_LINE.text;
}

/** The console's one line to the center: asks with typed replies, passing news, and the line's own state. */
export class Link {
  #socket: Socket | undefined;
  #probe: ReturnType<typeof setInterval> | undefined;
  #view: LinkView = { state: 'connecting', epoch: 0 };
  readonly #watchers = new Set<() => void>();
  readonly #readers = new PushReaders();

  /** Connects, or connects anew after a login. */
  open(): void {
    this.#socket?.disconnect();
    this.#set('connecting');
    const socket = io(STAFF_NAMESPACE, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 3_000,
      timeout: 3_000,
      forceNew: true,
    });
    this.#socket = socket;
    socket.on('connect', () => this.#set('online'));
    socket.on('disconnect', (reason) => {
      this.#set('offline');
      // The center has shut the door (signed out, roles changed): only asking again tells why.
      if (reason === 'io server disconnect') socket.connect();
    });
    socket.on('connect_error', (error: Error & { data?: unknown }) => {
      const refusal = v.safeParse(DoorRefusal, error.data);
      if (refusal.success && refusal.output.code === 'signed-out') return this.close();
      this.#set('offline');
      // A refusal at the door ends Socket.IO's own retries; a busy center deserves another try.
      if (refusal.success) setTimeout(() => socket === this.#socket && socket.connect(), 3_000);
    });
    socket.on('push', (envelope: unknown) => this.#readers.hear(envelope));
    this.#probe ??= setInterval(() => void this.#check(), PROBE_EVERY_MS);
    window.addEventListener('offline', this.#cableOut);
  }

  /** Hangs up; the login page comes next. */
  close(): void {
    this.#socket?.disconnect();
    this.#socket = undefined;
    clearInterval(this.#probe);
    this.#probe = undefined;
    window.removeEventListener('offline', this.#cableOut);
    this.#set('signed-out');
  }

  readonly view = (): LinkView => this.#view;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Asks once; `key` goes with an ask that changes something. Never throws: a dead line is a refusal too. */
  async ask<Name extends AskName>(name: Name, input: AskInput<Name>, key?: string): Promise<Reply<AskReply<Name>>> {
    return (await this.#send(name, input, key)) ?? { ok: false, refusal: NO_LINE };
  }

  /**
   * Asks for a change, under one key however often it must be sent.
   * When the answer is lost with the line it is asked again; `isLost` tells that it stayed lost.
   */
  async deed<Name extends AskName>(
    name: Name,
    input: AskInput<Name>,
    key: string = newId(),
  ): Promise<Reply<AskReply<Name>>> {
    for (let tries = 0; tries < DEED_TRIES; tries++) {
      if (tries > 0) await this.#lineUp();
      const reply = await this.#send(name, input, key);
      if (reply) return reply;
    }
    return { ok: false, refusal: NO_LINE };
  }

  /** Calls `read` with every push of this name until the returned function is called. */
  on<Name extends PushName>(name: Name, read: (body: PushBody<Name>) => void): () => void {
    return this.#readers.on(name, read);
  }

  async #send<Name extends AskName>(
    name: Name,
    input: AskInput<Name>,
    key?: string,
  ): Promise<Reply<AskReply<Name>> | undefined> {
    const socket = this.#socket;
    if (!socket?.connected) return undefined;
    try {
      return await exchange((sent) => socket.timeout(ANSWER_WITHIN_MS).emitWithAck('ask', sent), name, input, key);
    } catch (error) {
      return v.isValiError(error) ? { ok: false, refusal: ODD_ANSWER } : undefined;
    }
  }

  readonly #cableOut = (): void => this.#set('offline');

  async #check(): Promise<void> {
    try {
      await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PROBE_WITHIN_MS) });
      if (this.#socket?.connected) this.#set('online');
    } catch {
      if (this.#socket) this.#set('offline');
    }
  }

  #lineUp(): Promise<void> {
    if (this.#view.state === 'online') return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(done, WAIT_FOR_LINE_MS);
      const stop = this.watch(() => this.#view.state === 'online' && done());
    });
  }

  #set(state: LinkState): void {
    if (state === this.#view.state) return;
    this.#view = { state, epoch: this.#view.epoch + (state === 'online' ? 1 : 0) };
    for (const watcher of [...this.#watchers]) watcher();
  }
}

export const link = new Link();
