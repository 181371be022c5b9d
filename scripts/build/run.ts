import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';

const root = join(import.meta.dirname, '../..');
const execute = promisify(execFile);

/**
 * Runs a JavaScript or TypeScript file in a process of its own, so that two use both cores. What it says is shown only
 * when it fails, by throwing.
 */
async function run(file: string, args: readonly string[]): Promise<void> {
  try {
    await execute(process.execPath, [join(root, file), ...args], { cwd: root });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`build: ${file} ${args.join(' ')} failed\n${stripVTControlCharacters(stdout + stderr)}`);
  }
}

export const viteBuild = (mode: string) => run('node_modules/vite/bin/vite.js', ['build', '--mode', mode]);

/** Stops when a file of a build needs more of a browser than this edition of JavaScript, e.g. `es2015`. */
export const checkSyntax = (edition: string, files: string, options: readonly string[] = []) =>
  run('node_modules/es-check/lib/cli/index.js', [edition, ...options, files]);

export const checkBudget = (build: 'modern' | 'legacy') => run('scripts/check-budget.ts', [build]);
