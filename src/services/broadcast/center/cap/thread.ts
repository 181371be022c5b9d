import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What a thread is asked. */
export type Task = { kind: 'cap'; bytes: Uint8Array } | { kind: 'atom'; bytes: Uint8Array; base: string };

/** A message takes 3–30 ms, the first one 300 ms for the start; a feed of 4 MiB 3 s. */
const TIMEOUT_MS = 8_000;
const MOST_HEAP_MIB = 256;

/** Answers a task; undefined when the thread died of it or did not answer in time. */
export type Ask = <Answer>(task: Task) => Promise<Answer | undefined>;

/**
 * A thread that reads the text of strangers: started with the first task, kept warm, one task after the other. One
 * that hangs or runs out of memory is ended, and the next task gets a new one. It does not keep the center running.
 */
export function openThread(): Ask {
  let worker: Worker | undefined;
  let line: Promise<unknown> = Promise.resolve();

  const start = (): Worker => {
    const started = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MIB },
    });
    const over = () => {
      if (worker === started) worker = undefined;
    };
    // Listened to for good: an error that nobody listens to would end the center.
    return started.on('error', over).on('exit', over);
  };

  async function answerOf<Answer>(task: Task): Promise<Answer | undefined> {
    worker ??= start();
    const asked = worker;
    try {
      asked.ref();
      asked.postMessage(task);
      const [answer] = await once(asked, 'message', { signal: AbortSignal.timeout(TIMEOUT_MS) });
      asked.unref();
      return answer as Answer;
    } catch {
      // Its error may quote the message, and is not passed on.
      worker = undefined;
      await asked.terminate().catch(() => undefined);
      return undefined;
    }
  }

  return <Answer>(task: Task) => {
    const turn = line.then(() => answerOf<Answer>(task));
    line = turn;
    return turn;
  };
}
