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
  const fits = Buffer.byteLength(join(beside, SOCKET_NAME)) <= MAX_SOCKET_PATH;
  await mkdir(fits ? beside : short, { recursive: true, mode: 0o700 });
  if (fits) return beside;
  const made = await lstat(short);
  if (made.isDirectory() && owners.includes(made.uid) && (made.mode & 0o077) === 0) return short;
  throw new LaunchError(
    `${short} 不是只属于服务中心的文件夹:请删掉它再启动`,
    `${short} is not a folder of the center's alone: remove it and start again`,
  );
}
