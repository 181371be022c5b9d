import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const execute = promisify(execFile);

/**
 * Runs a tool of node_modules in a process of its own, so that two use both cores. What it says is shown only when it
 * fails, by throwing.
 * @param script the tool's JavaScript file, from node_modules
 */
export async function tool(script: string, args: readonly string[]): Promise<void> {
  try {
    await execute(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1' },
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`build: ${script} ${args.join(' ')} failed\n${stdout}${stderr}`);
  }
}

export const viteBuild = (mode: string) => tool('vite/bin/vite.js', ['build', '--mode', mode]);
