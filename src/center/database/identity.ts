import { execFile } from 'node:child_process';
import { lchown, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LaunchError } from './launch-error.ts';

const run = promisify(execFile);

/** Linux's `nobody`: it has a passwd entry everywhere, which initdb wants. */
const NOBODY = 65_534;

/** How to start PostgreSQL's programs so that they do not see themselves as root, which they refuse to be. */
export interface Identity {
  /** Program and arguments to put before the command. */
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

async function canUnshare(): Promise<boolean> {
  try {
    await run('unshare', ['--user', `--map-user=${NOBODY}`, 'true']);
    return true;
  } catch {
    return false;
  }
}

async function giveAway(path: string, uid: number, gid: number): Promise<void> {
  await lchown(path, uid, gid);
  for (const entry of await readdir(path, { recursive: true })) await lchown(join(path, entry), uid, gid);
}

/**
 * Chooses who PostgreSQL runs as, and makes both folders that user's. Not root: ourselves. Root: itself in a user
 * namespace, where it has another name, root's files stay root's and folders that only root may enter stay reachable;
 * where that is forbidden (Docker's default) or the data is another user's: that user, or `nobody`.
 * The folders exist. Throws `LaunchError` when none of this is possible.
 */
export async function chooseIdentity(binaries: string, data: string, socketFolder: string): Promise<Identity> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const owner = await stat(data);
  if (owner.uid === 0 && (await canUnshare())) {
    await lchown(socketFolder, 0, 0);
    return { prefix: ['unshare', '--user', `--map-user=${NOBODY}`, '--'] };
  }
  const [uid, gid] = owner.uid === 0 ? [NOBODY, NOBODY] : [owner.uid, owner.gid];
  if (owner.uid === 0) await giveAway(data, uid, gid);
  await giveAway(socketFolder, uid, gid);
  try {
    await run(join(binaries, 'postgres'), ['--version'], { uid, gid });
    for (const folder of [data, socketFolder]) await run('test', ['-w', folder], { uid, gid });
  } catch (error) {
    throw new LaunchError(
      `PostgreSQL 不肯以 root 运行,这里也不能换用户(uid ${uid} 进不了程序或数据的文件夹):请用普通用户启动,Docker 里写 USER node`,
      `PostgreSQL refuses to run as root and uid ${uid} cannot reach the program or the data: ` +
        'start the center as an ordinary user (in Docker: USER node)',
      { cause: error },
    );
  }
  return { prefix: [], uid, gid };
}
