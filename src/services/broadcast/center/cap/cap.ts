import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { AtomReading } from './atom.ts';
import type { CapReading } from './examine.ts';
import type { CapProblem } from './problem.ts';

/** What the thread is asked. */
export type Task = { kind: 'cap'; bytes: Uint8Array } | { kind: 'atom'; bytes: Uint8Array; base: string };

/** A message takes 5–30 ms; the worst that fits into its size limit, a hundred polygons with thousands of points, seconds. */
const TIMEOUT_MS = 8_000;
const MOST_HEAP_MIB = 256;

/**
 * Reads a CAP 1.2 message as it came over the wire. Never throws and never blocks the center: the text of strangers is
 * read in a thread with a time-out and a memory of its own, which is killed and started anew when it does not answer
 * (`unchecked`). Messages are read one after the other; whoever lets strangers call this limits their rate.
 *
 * Not verified: XML signatures, digests and addresses of resources, whether the sender is who it says. One `Signature`
 * is let pass, is checked for nothing, and is not part of the alert.
 *
 * @param bytes at most 256 KiB of UTF-8
 */
export async function readCap(bytes: Uint8Array): Promise<CapReading> {
  return (await ask<CapReading>({ kind: 'cap', bytes })) ?? { ok: false, problems: [UNCHECKED] };
}

/**
 * Reads an Atom feed (RFC 4287) of CAP messages in the same thread and with the same hardening. Never throws.
 *
 * @param bytes at most 4 MiB of UTF-8
 * @param base the feed's own address, against which relative links are resolved
 */
export async function readAtom(bytes: Uint8Array, base: string): Promise<AtomReading> {
  return (await ask<AtomReading>({ kind: 'atom', bytes, base })) ?? { ok: false, problems: [UNCHECKED] };
}

const UNCHECKED: CapProblem = { rule: 'unchecked', at: '', params: {} };

let worker: Worker | undefined;
let line: Promise<unknown> = Promise.resolve();

/** Waits its turn at the thread; undefined when the thread failed. */
function ask<Answer>(task: Task): Promise<Answer | undefined> {
  const turn = line.then(() => answerOf<Answer>(task));
  line = turn;
  return turn;
}

async function answerOf<Answer>(task: Task): Promise<Answer | undefined> {
  try {
    worker ??= start();
    worker.ref();
    worker.postMessage(task);
    const [answer] = await once(worker, 'message', { signal: AbortSignal.timeout(TIMEOUT_MS) });
    worker.unref();
    return answer as Answer;
  } catch {
    // A thread that died or hangs is of no more use; its error may quote the message and is not passed on.
    const broken = worker;
    worker = undefined;
    await broken?.terminate().catch(() => undefined);
    return undefined;
  }
}

function start(): Worker {
  const started = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MIB },
  });
  const over = () => {
    if (worker === started) worker = undefined;
  };
  // Listened to for good: an error nobody listens to would end the center.
  started.on('error', over).on('exit', over);
  return started;
}
