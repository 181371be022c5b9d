import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { findBinaries, MAJOR } from './binaries.ts';
import { lockFolder } from './folder-lock.ts';
import { chooseIdentity } from './identity.ts';
import { LaunchError } from './launch-error.ts';
import { stopOrphan } from './orphan.ts';
import { type Programs, runToEnd, startServer } from './server-process.ts';
import { makeSocketFolder } from './socket-folder.ts';

/** How long a stop may take before it is forced, ms. */
const STOP_PATIENCE = 20_000;

/** Wait before a server that died by itself is started again, ms. */
const RESTART_WAIT = 1_000;

/** The running embedded database. */
export interface EmbeddedPostgres {
  /** What `connect` takes: a socket folder, no password. */
  readonly connection: { readonly host: string; readonly user: string; readonly database: string };
  /** The server's process, for tests that kill it. */
  pid(): number | undefined;
  /** Ends all connections, writes everything down and gives the data folder back. */
  stop(): Promise<void>;
}

/** A new cluster, made aside and then named, so that one half made (power cut, kill) is never taken for a whole one. */
async function initialize(programs: Programs, half: string, pgdata: string, durable: boolean): Promise<void> {
  await runToEnd(programs, 'initdb', [
    ...['-D', half, '--username=center', '--auth=trust', '--encoding=UTF8'],
    // PostgreSQL's own locale: the order of texts does not change with the system's libraries.
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(durable ? [] : ['--no-sync']),
  ]);
  await rename(half, pgdata);
}

async function checkVersion(pgdata: string): Promise<void> {
  const version = (await readFile(join(pgdata, 'PG_VERSION'), 'utf8').catch(() => '?')).trim();
  if (version === String(MAJOR)) return;
  throw new LaunchError(
    `${pgdata} 是 PostgreSQL ${version} 的数据,这里用的是 ${MAJOR}:请先用旧版本导出,再导入`,
    `${pgdata} was written by PostgreSQL ${version} and this is ${MAJOR}: export it with the old one and import it`,
  );
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  const force = setTimeout(() => server.kill('SIGQUIT'), STOP_PATIENCE);
  await ended;
  clearTimeout(force);
}

/**
 * Starts the embedded PostgreSQL on `<dataDir>/postgres`, making it when it is not there. It listens on a unix socket
 * only, and is started again when it dies. A server left behind by a killed center is stopped first.
 * `durable: false` (tests) does not wait for the disk. Throws `LaunchError`, which says what to do.
 */
export async function startPostgres(options: {
  dataDir: string;
  log: Log;
  durable?: boolean;
}): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new LaunchError(
      '自带的数据库不能直接在 Windows 上用:请在 WSL 里启动,或设 DATABASE_URL',
      'the embedded database does not run on Windows itself: start the center in WSL, or set DATABASE_URL',
    );
  }
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const unlock = lockFolder(dataDir);
  try {
    return await startLocked(dataDir, options.log, options.durable ?? true, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function startLocked(dataDir: string, log: Log, durable: boolean, unlock: () => void): Promise<EmbeddedPostgres> {
  const pgdata = join(dataDir, 'postgres');
  const half = join(dataDir, 'postgres.half');
  const isNew = !existsSync(pgdata);
  if (isNew) {
    await rm(half, { recursive: true, force: true });
    await mkdir(half, { mode: 0o700 });
  } else await checkVersion(pgdata);
  const data = isNew ? half : pgdata;
  const binaries = await findBinaries(log);
  const socketFolder = await makeSocketFolder(dataDir, [process.getuid?.() ?? 0, (await stat(data)).uid]);
  const identity = await chooseIdentity(binaries, data, socketFolder);
  const programs = { binaries, identity, log };
  if (isNew) await initialize(programs, half, pgdata, durable);
  await stopOrphan(pgdata, socketFolder, log);

  const serve = () => startServer(programs, { pgdata, socketFolder, durable });
  const stopping = new AbortController();
  let server = await serve();
  const keepAlive = (async () => {
    while (!stopping.signal.aborted) {
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
      if (stopping.signal.aborted) return;
      log.error({ code: server.exitCode, signal: server.signalCode }, 'the database server died; starting it again');
      await sleep(RESTART_WAIT);
      if (!stopping.signal.aborted) server = await serve().catch(() => server);
    }
  })();

  return {
    connection: { host: socketFolder, user: 'center', database: 'postgres' },
    pid: () => server.pid,
    async stop() {
      if (stopping.signal.aborted) return keepAlive;
      stopping.abort();
      await stopServer(server);
      await keepAlive;
      // One that was being started again when the stop came.
      await stopServer(server);
      unlock();
    },
  };
}
