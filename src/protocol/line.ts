import * as v from 'valibot';
import { newId } from './ids.ts';
import { type Reply, ReplyEnvelope } from './reply.ts';
import {
  type AskInput,
  type AskName,
  type AskReply,
  findAsk,
  findNews,
  type PushBody,
  type PushName,
} from './services.ts';
import { type AskEnvelope, PushEnvelope } from './wire.ts';

/**
 * One ask over anybody's socket: `emit` sends the envelope and gives the acknowledgement. An ask that changes something
 * gets a key of its own (one press is one deed); only who asks again for the same deed brings the key of the first time.
 * Rejects as `emit` does, and with a ValiError for an answer that is not of the contract.
 */
export async function exchange<Name extends AskName>(
  emit: (sent: AskEnvelope) => Promise<unknown>,
  name: Name,
  input: AskInput<Name>,
  key?: string,
): Promise<Reply<AskReply<Name>>> {
  const spec = findAsk(name);
  if (!spec) throw new Error(`no ask "${name}"`);
  const raw = await emit({ name, key: key ?? (spec.changes ? newId() : undefined), input });
  const reply = v.parse(ReplyEnvelope, raw);
  return reply.ok ? { ok: true, value: v.parse(spec.reply, reply.value) as AskReply<Name> } : reply;
}

/** Who wants to hear of which passing news. What is not of the contract reaches nobody. */
export class PushReaders {
  readonly #readers = new Map<string, Set<(body: unknown) => void>>();

  /** Calls `read` with every push of this name until the returned function is called. */
  on<Name extends PushName>(name: Name, read: (body: PushBody<Name>) => void): () => void {
    const readers = this.#readers.get(name) ?? new Set();
    this.#readers.set(name, readers);
    // The body has been parsed with the schema of this very name.
    const reader = read as (body: unknown) => void;
    readers.add(reader);
    return () => readers.delete(reader);
  }

  /** Takes what came as a `push`. */
  hear(raw: unknown): void {
    const envelope = v.safeParse(PushEnvelope, raw);
    const schema = envelope.success ? findNews(envelope.output.name) : undefined;
    const body = envelope.success && schema ? v.safeParse(schema, envelope.output.body) : undefined;
    if (!(envelope.success && body?.success)) return;
    for (const read of [...(this.#readers.get(envelope.output.name) ?? [])]) read(body.output);
  }
}
