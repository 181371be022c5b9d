import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** A copy of the sources in a folder of its own, in which a test may plant what must not be. */
export function copyOfTree(): { root: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'xiyangli-tree-'));
  for (const name of [
    'src',
    'scripts',
    'bench',
    'tests',
    'biome.json',
    'tsconfig.json',
    'tsconfig.base.json',
    'package.json',
    '.gitignore',
  ]) {
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  }
  for (const name of ['vite.config.ts', 'vitest.config.ts', 'drizzle.config.ts'])
    cpSync(join(ROOT, name), join(root, name));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
