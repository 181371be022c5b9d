import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaunchError } from './launch-error.ts';

/** PostgreSQL's name for its socket; the number is not a network port, nothing listens on the network. */
export const SOCKET_NAME = '.s.PGSQL.5432';

/** Longest socket path that every system takes, in bytes (Linux 107, macOS 103). */
const MAX_SOCKET_PATH = 103;

/**
 * Makes the folder of the server's socket: beside the data, or a short one in the temporary folder when that path is
 * too long for a socket. Whoever can enter it is let in without a password, so it is closed to all others.
 * `owners` are the users it may belong to. Throws `LaunchError` when a stranger has made it first.
 */
export async function makeSocketFolder(dataDir: string, owners: readonly number[]): Promise<string> {
  const beside = join(dataDir, 'run');
  const short = join(tmpdir(), `xiyangli-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`);
  const folder = Buffer.byteLength(join(beside, SOCKET_NAME)) <= MAX_SOCKET_PATH ? beside : short;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made = await lstat(folder);
  if (made.isDirectory() && owners.includes(made.uid) && (made.mode & 0o077) === 0) return folder;
  throw new LaunchError(
    `${folder} 不是只属于服务中心的文件夹:请删掉它再启动`,
    `${folder} is not a folder of the center's alone: remove it and start again`,
  );
}
