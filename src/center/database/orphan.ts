import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Log } from '../log.ts';
import { LaunchError } from './launch-error.ts';
import { SOCKET_NAME } from './socket-folder.ts';

const run = promisify(execFile);

/** Harder each time: fast shutdown, immediate shutdown (recovers at the next start), and the end. With patience in ms. */
const STEPS = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const;

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return run('ps', ['-o', 'command=', '-p', String(pid)]).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** Whether the process is a PostgreSQL server of this data; a number can belong to another program by now. */
async function serves(pid: number, pgdata: string): Promise<boolean> {
  const line = await commandLine(pid);
  return line.includes('postgres') && line.includes(pgdata);
}

function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Stops the server that a killed center left behind, and clears what would keep a new one from starting.
 * Only to be called by the holder of the data folder's lock: then a running server has no center any more.
 */
export async function stopOrphan(pgdata: string, socketFolder: string, log: Log): Promise<void> {
  const pidFile = join(pgdata, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10);
  for (const [signal, patience] of STEPS) {
    if (!(await serves(pid, pgdata))) break;
    log.warn({ pid, signal }, 'stopping the database server that a killed center left behind');
    process.kill(pid, signal);
    for (const end = Date.now() + patience; Date.now() < end && (await serves(pid, pgdata)); ) await sleep(10);
  }
  if (await serves(pid, pgdata)) {
    throw new LaunchError(
      `旧的数据库进程 ${pid} 停不下来:请手工停掉它再启动`,
      `the old database server, process ${pid}, does not stop: stop it by hand and start again`,
    );
  }
  // A dead server's file stays: by it PostgreSQL makes sure that no child of that server still writes. But when its
  // number belongs to another program by now, PostgreSQL would take that one for a running server.
  if (isTaken(pid)) await rm(pidFile, { force: true });
  await rm(join(socketFolder, `${SOCKET_NAME}.lock`), { force: true });
}
