import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LaunchError } from './launch-error.ts';

/**
 * Takes the data folder for this process alone. SQLite is used for nothing but its file lock: Node has no other that
 * the system gives back by itself when the process is killed, and a number in a file can belong to a stranger later.
 * Returns what gives it back. Throws `LaunchError` when another center has it.
 */
export function lockFolder(dataDir: string): () => void {
  const file = new DatabaseSync(join(dataDir, 'center.lock'), { timeout: 0 });
  try {
    file.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    throw new LaunchError(
      `另一个服务中心正在用 ${dataDir}:请先停掉它,或给这一个另设 DATA_DIR`,
      `another center is using ${dataDir}: stop it, or give this one another DATA_DIR`,
      { cause: error },
    );
  }
  return () => file.close();
}
