import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../center/database/database.ts';
import type { Death } from './mortal.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A center as `npm start` runs it: its own process with its own embedded database, which can be killed. */
export interface CenterProcess {
  readonly url: string;
  /** kill -9: no goodbye to anybody. The database's server lives on, as it does in life. */
  kill(): Promise<void>;
  /** kill -9 of the database's server alone; the center starts it again. */
  killDatabase(): Promise<void>;
  /** Its own database, for looks from outside. */
  readonly connection: Connection;
  /** Orders a mortal center to die, and gives what resolves when it has. */
  dieAt(death: Death): Promise<{ readonly died: Promise<void> }>;
  /** Starts again on the same data and port; resolves when it answers. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
  /** What it wrote so far. */
  output(): string;
}

/**
 * Starts a center with the sample community and the TV build that has the test handle; `settings` as in the environment.
 * A `mortal` one can be ordered to die at a certain point.
 */
export async function startCenterProcess(
  settings: Readonly<Record<string, string>> = {},
  { mortal = false } = {},
): Promise<CenterProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xiyangli-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let running: ChildProcess | undefined;
  let output = '';

  async function start(): Promise<void> {
    const env = {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      TV_DIR: join(ROOT, 'dist/tv-test'),
      SAMPLE_MEDIA: 'off',
      ...settings,
    };
    const wound = mortal ? ['--import', './src/testing/mortal.ts'] : [];
    const child = spawn(process.execPath, [...wound, 'src/center/main.ts'], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe', ...(mortal ? (['ipc'] as const) : [])],
    });
    running = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    const end = Date.now() + 30_000;
    while (!(await answers(url))) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`the center did not start:\n${output}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const child = running;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await exited;
  }

  await start();
  return {
    url,
    start,
    kill: () => end('SIGKILL'),
    async killDatabase() {
      // Its first line is the server's process.
      process.kill(Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10), 'SIGKILL');
    },
    connection: { host: join(dataDir, 'run'), user: 'center', database: 'postgres' },
    async dieAt(death) {
      const child = running;
      if (!child) throw new Error('the center does not run');
      const died = once(child, 'exit').then(() => undefined);
      const ordered = once(child, 'message');
      child.send(death);
      await ordered;
      return { died };
    },
    async stop() {
      // After a kill the database's server is still there; the center that starts anew takes it down with it.
      if (running?.signalCode === 'SIGKILL') await start();
      await end('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
    output: () => output,
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    (response) => response.ok,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
