import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const PATIENCE_MS = 40_000;

/** `src/center/main.ts` as a process of its own. */
export interface RunningCenter {
  readonly url: string;
  /** ms from its start to the first good answer of /healthz. */
  readonly startedInMs: number;
  stop(): Promise<void>;
}

/** Starts a center with these settings (PORT must be among them) and waits until it answers. */
export async function runCenter(env: Readonly<Record<string, string>>): Promise<RunningCenter> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['src/center/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const url = `http://127.0.0.1:${env.PORT}`;
  while (!(await answers(url))) {
    const over = performance.now() - startedAt > PATIENCE_MS;
    if (over) child.kill('SIGKILL');
    if (over || child.exitCode !== null) throw new Error(`the center did not start on port ${env.PORT}`);
    await new Promise((done) => setTimeout(done, 10));
  }
  return {
    url,
    startedInMs: performance.now() - startedAt,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function answers(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    (response) => response.ok,
    () => false,
  );
}
