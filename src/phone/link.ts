import { io, type Socket } from 'socket.io-client';
import * as v from 'valibot';
import { exchange, PushReaders } from '../protocol/line.ts';
import type { Refusal, Reply } from '../protocol/reply.ts';
import type { AskInput, AskName, AskReply, PushBody, PushName } from '../protocol/services.ts';
import { DoorRefusal, PHONE_NAMESPACE, type PhoneHandshake, PROTOCOL_VERSION, SOCKET_PATH } from '../protocol/wire.ts';

/**
 * `connecting` before the first answer · `ended` the access was revoked or given back · `outdated` the page is older than
 * the center, and must be loaded anew.
 */
export type LinkState = 'connecting' | 'online' | 'offline' | 'ended' | 'outdated';

/** `epoch` counts how often the line came up: whatever was fetched in an older epoch may have missed news. */
export interface LinkView {
  readonly state: LinkState;
  readonly epoch: number;
}

const ANSWER_WITHIN_MS = 8_000;
const TRY_AGAIN_MS = 3_000;
const NO_LINE: Refusal = { code: 'unavailable', text: 'phone.line.offline' };

/** The page's one line to the center: asks with typed replies, passing news, and the line's own state. */
export class Link {
  #socket: Socket | undefined;
  #view: LinkView = { state: 'connecting', epoch: 0 };
  readonly #watchers = new Set<() => void>();
  readonly #readers = new PushReaders();

  /** Connects with the secret of an invitation that was taken. */
  open(secret: string): void {
    this.#socket?.disconnect();
    this.#set('connecting');
    const auth: PhoneHandshake = { protocol: PROTOCOL_VERSION, secret };
    const socket = io(PHONE_NAMESPACE, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 4_000,
      timeout: 4_000,
      forceNew: true,
      auth,
    });
    this.#socket = socket;
    socket.on('connect', () => this.#set('online'));
    socket.on('disconnect', (reason) => {
      if (socket !== this.#socket) return;
      this.#set('offline');
      // The center has shut the door: only asking again tells why.
      if (reason === 'io server disconnect') socket.connect();
    });
    socket.on('connect_error', (error: Error & { data?: unknown }) => {
      const refusal = v.safeParse(DoorRefusal, error.data);
      const code = refusal.success ? refusal.output.code : undefined;
      if (code === 'signed-out') return this.close('ended');
      if (code === 'outdated') return this.close('outdated');
      this.#set('offline');
      // A refusal at the door ends Socket.IO's own retries; a busy center deserves another try.
      if (code) setTimeout(() => socket === this.#socket && socket.connect(), TRY_AGAIN_MS);
    });
    socket.on('push', (envelope: unknown) => this.#readers.hear(envelope));
  }

  /** Hangs up for good. */
  close(state: 'ended' | 'outdated'): void {
    this.#socket?.disconnect();
    this.#socket = undefined;
    this.#set(state);
  }

  /** A phone that wakes up has a line that is dead and does not know it: connects anew. */
  wake(): void {
    const socket = this.#socket;
    if (!socket || this.#view.state === 'ended') return;
    if (!socket.connected) return void socket.connect();
    void this.ask('relatives:me', {}).then((reply) => {
      if (!reply.ok && reply.refusal === NO_LINE && socket === this.#socket) socket.disconnect().connect();
    });
  }

  readonly view = (): LinkView => this.#view;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /**
   * Asks, with an idempotency key if the ask changes something. Never throws: a dead line is a refusal too, after which
   * nobody knows whether it was done.
   */
  async ask<Name extends AskName>(
    name: Name,
    input: AskInput<Name>,
    { key, withinMs = ANSWER_WITHIN_MS }: { key?: string; withinMs?: number } = {},
  ): Promise<Reply<AskReply<Name>>> {
    const socket = this.#socket;
    if (!socket?.connected) return { ok: false, refusal: NO_LINE };
    try {
      return await exchange((sent) => socket.timeout(withinMs).emitWithAck('ask', sent), name, input, key);
    } catch {
      return { ok: false, refusal: NO_LINE };
    }
  }

  /** Calls `read` with every push of this name until the returned function is called. */
  on<Name extends PushName>(name: Name, read: (body: PushBody<Name>) => void): () => void {
    return this.#readers.on(name, read);
  }

  #set(state: LinkState): void {
    if (state === this.#view.state) return;
    this.#view = { state, epoch: this.#view.epoch + (state === 'online' ? 1 : 0) };
    for (const watcher of [...this.#watchers]) watcher();
  }
}

export const link = new Link();
