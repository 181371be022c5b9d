import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

const TOOLS = ['package-lock.json', 'vite.config.ts', 'scripts/build.ts', 'scripts/build/*.ts', 'scripts/vite/*.ts'];
const WIRE = [
  'src/protocol/**/*.ts',
  'src/services/*/{protocol,text,*-text}.ts',
  'src/services/*/{protocol,staff-text}/**/*.ts',
];

/** What is built is made of these: patterns from the root of the repository. */
export const SOURCES = {
  tv: [...TOOLS, ...WIRE, 'src/media/**/*', 'src/tv/**/*', 'src/services/*/{tv.ts,tv/**/*}'],
  console: [
    ...TOOLS,
    ...WIRE,
    'src/media/**/*',
    'src/console/**/*',
    'src/services/*/{console.tsx,console/**/*}',
    'static/fonts/all.woff2',
  ],
  phone: [...TOOLS, ...WIRE, 'src/media/**/*', 'src/phone/**/*', 'static/fonts/all.woff2'],
  /** Where the TV's own words stand; those of console and phone are drawn by what staff and families have. */
  words: ['src/services/*/text.ts', 'src/protocol/*.ts', 'src/protocol/texts/!(console*|phone*).ts', 'src/tv/**/*.ts'],
} as const;

/** The files under these patterns but tests, sorted, as absolute paths. */
export function filesOf(patterns: readonly string[]): string[] {
  return globSync([...patterns], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Eight hexadecimal digits that change with the names and contents of the files under these patterns. */
export function hashOf(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of filesOf(patterns)) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 8);
}
