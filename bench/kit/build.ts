import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Brings the TV with the test handle up to date; gives its folder. */
export async function buildTv(): Promise<string> {
  const { status } = spawnSync(process.execPath, ['scripts/build.ts', 'test'], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error('the TV was not built');
  return join(ROOT, 'dist/tv-test');
}
