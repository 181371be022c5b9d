import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Log } from '../log.ts';
import type { Identity } from './identity.ts';
import { LaunchError } from './launch-error.ts';

/** Without the center's own environment: PG* variables would change what the server does. */
const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Refused statements are told to who made them; the log keeps the server's own news.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  log_line_prefix: '',
  // Queries here are short; compiling them costs more than it saves. Workers for reading would only take memory.
  jit: 'off',
  io_method: 'sync',
};

/** For databases that nobody will miss. A power cut may ruin them. */
const CARELESS: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** How to run one of PostgreSQL's programs. */
export interface Programs {
  readonly binaries: string;
  readonly identity: Identity;
  readonly log: Log;
}

/** Runs a program; its ends are the caller's to watch. Its own session: Ctrl-C is for the center, which stops it in order. */
export function start({ binaries, identity }: Programs, name: string, args: readonly string[]): ChildProcess {
  const [command = name, ...rest] = [...identity.prefix, join(binaries, name), ...args];
  return spawn(command, rest, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    uid: identity.uid,
    gid: identity.gid,
    env: ENVIRONMENT,
  });
}

/** The last lines a process has written, for the message about its failure. */
function lastLines(child: ChildProcess, each: (line: string) => void): () => string {
  const kept: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface(stream).on('line', (line) => {
      kept.push(line);
      if (kept.length > 5) kept.shift();
      each(line);
    });
  }
  return () => kept.join(' | ');
}

/** Runs a program to its end. Throws `LaunchError` with its last words when it fails. */
export async function runToEnd(programs: Programs, name: string, args: readonly string[]): Promise<void> {
  const child = start(programs, name, args);
  const words = lastLines(child, (line) => programs.log.debug({ program: name }, line));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new LaunchError(`${name} 失败:${words()}`, `${name} failed`);
}

/**
 * Starts the server and waits until it takes connections. `durable: false` is for tests.
 * Throws `LaunchError` with its last words when it ends before.
 */
export async function startServer(
  programs: Programs,
  options: { pgdata: string; socketFolder: string; durable: boolean },
): Promise<ChildProcess> {
  const settings = { ...SETTINGS, ...(options.durable ? {} : CARELESS), unix_socket_directories: options.socketFolder };
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const child = start(programs, 'postgres', ['-D', options.pgdata, ...flags]);
  return new Promise((resolve, reject) => {
    const words = lastLines(child, (line) => {
      if (/^(FATAL|PANIC):/.test(line)) programs.log.warn({ program: 'postgres' }, line);
      else programs.log.debug({ program: 'postgres' }, line);
      if (line.includes('ready to accept connections')) resolve(child);
    });
    child.once('error', reject);
    child.once('close', () => reject(new LaunchError(`数据库没有启动:${words()}`, 'the database did not start')));
  });
}
