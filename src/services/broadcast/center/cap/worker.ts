import { parentPort } from 'node:worker_threads';
import { examineFeed } from './atom.ts';
import { examineCap } from './examine.ts';
import type { Task } from './thread.ts';
import { lint } from './xmllint.ts';

/** The thread behind thread.ts: one task at a time, one answer for each. What goes wrong beyond the rules ends the thread. */
parentPort?.on('message', async (task: Task) => {
  const answer =
    task.kind === 'cap' ? await examineCap(task.bytes, lint) : await examineFeed(task.bytes, task.base, lint);
  parentPort?.postMessage(answer);
});
