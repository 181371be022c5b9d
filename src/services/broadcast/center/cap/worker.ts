import { parentPort } from 'node:worker_threads';
import { examineFeed } from './atom.ts';
import type { Task } from './cap.ts';
import { examineCap } from './examine.ts';
import { lint } from './xmllint.ts';

/** The thread behind cap.ts: one task at a time, one answer for each. What goes wrong beyond the rules ends the thread. */
parentPort?.on('message', async (task: Task) => {
  const answer =
    task.kind === 'cap' ? await examineCap(task.bytes, lint) : await examineFeed(task.bytes, task.base, lint);
  parentPort?.postMessage(answer);
});
