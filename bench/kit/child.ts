import { fork } from 'node:child_process';

/** Another process of a bench: it is asked by name, and ended at the end whatever happened. */
export interface Child {
  ask<T>(call: string, input?: unknown): Promise<T>;
  stop(): Promise<void>;
  /** kill -9: no goodbye to anybody. */
  kill(): Promise<void>;
}

interface Question {
  readonly id: number;
  readonly call: string;
  readonly input: unknown;
}
interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Starts `file` as a process and waits until it says that it is ready. */
export async function startChild(file: string, env: Readonly<Record<string, string>> = {}): Promise<Child> {
  const child = fork(file, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, (answer: Answer) => void>();
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  let asked = 0;
  const ready = Promise.withResolvers<void>();
  child.on('message', (answer: Answer) => {
    if (answer.id === 0) return ready.resolve();
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  void exited.then(() => {
    const error = `${file} ended (${child.exitCode ?? child.signalCode})`;
    ready.reject(new Error(error));
    for (const [id, answered] of waiting) answered({ id, error });
  });
  await ready.promise;
  return {
    ask<T>(call: string, input?: unknown) {
      const id = ++asked;
      return new Promise<T>((done, failed) => {
        waiting.set(id, ({ value, error }) => (error === undefined ? done(value as T) : failed(new Error(error))));
        child.send({ id, call, input } satisfies Question);
      });
    },
    async stop() {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await exited;
      clearTimeout(force);
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** In the other process: answers what the bench asks, and says that it is ready. */
export function answerParent(calls: Readonly<Record<string, (input: never) => unknown>>): void {
  const say = (answer: Answer) => process.send?.(answer);
  process.on('message', ({ id, call, input }: Question) => {
    Promise.resolve()
      .then(() => {
        const run = calls[call] as ((input: unknown) => unknown) | undefined;
        if (!run) throw new Error(`no call "${call}"`);
        return run(input);
      })
      .then(
        (value) => say({ id, value }),
        (error: unknown) => say({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  // Without its bench it has nothing to do.
  process.on('disconnect', () => process.exit());
  say({ id: 0 });
}

/** ms of a clock that all processes of this machine share. */
export const sharedNow = (): number => Number(process.hrtime.bigint()) / 1e6;

/** ms that this process has worked since then. */
export function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
