import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { joinPage } from './build/join-page.ts';
import { tool, viteBuild } from './build/run.ts';
import { SOURCES } from './build/sources.ts';
import { bring, type Step } from './build/stamps.ts';

/**
 * Builds what is missing or older than its sources, two at a time on two cores:
 * `node scripts/build.ts [tv] [legacy] [console] [test] [--test-handle]`; without names all but `test`.
 */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const BESIDE = ['static/**/*', 'settings.json', 'metadata.json'];
const LEGACY = 'legacy';

const pages = {
  tv: {
    name: 'tv',
    inputs: [...SOURCES.tv, ...BESIDE],
    outputs: ['dist/tv/index.html'],
    run: async () => {
      // The legacy build stays: it takes the longest and changes with its own stamp.
      empty('tv', LEGACY);
      await viteBuild('tv');
      await tool('es-check/lib/cli/index.js', ['es2022', '--module', 'dist/tv/assets/*.js']);
    },
  },
  legacy: {
    name: 'tv for old boxes',
    inputs: SOURCES.tv,
    outputs: ['dist/tv/legacy/index.html'],
    run: async () => {
      empty('tv/legacy');
      await viteBuild('tv-legacy');
      await tool('es-check/lib/cli/index.js', ['es2015', 'dist/tv/legacy/**/*.js']);
    },
  },
  console: {
    name: 'console',
    inputs: SOURCES.console,
    outputs: ['dist/console/index.html'],
    run: async () => {
      empty('console');
      await viteBuild('console');
    },
  },
  test: {
    name: 'tv with the test handle',
    inputs: [...SOURCES.tv, ...BESIDE],
    outputs: ['dist/tv-test/index.html'],
    run: async () => {
      empty('tv-test');
      await viteBuild('tv-test');
    },
  },
} satisfies Record<string, Step>;

/** Empties a folder of dist, but for what is to stay. */
function empty(folder: string, stays?: string): void {
  const path = join(dist, folder);
  mkdirSync(path, { recursive: true });
  for (const name of readdirSync(path)) if (name !== stays) rmSync(join(path, name), { recursive: true });
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'test-handle': { type: 'boolean', default: false } },
});
const names = positionals.length > 0 ? positionals : ['tv', 'legacy', 'console'];
if (values['test-handle']) names.push('test');

const unknown = names.filter((name) => !(name in pages));
if (unknown.length > 0) {
  console.error(`build: no "${unknown.join(', ')}"; there are ${Object.keys(pages).join(', ')}`);
  process.exit(1);
}
const results = await Promise.allSettled(
  Object.entries(pages).flatMap(([name, step]) => (names.includes(name) ? [bring(step)] : [])),
);
if (existsSync(join(dist, 'tv/index.html')) && existsSync(join(dist, 'tv/legacy/index.html')))
  joinPage(join(dist, 'tv'));
for (const result of results) {
  if (result.status === 'rejected')
    console.error(String(result.reason instanceof Error ? result.reason.message : result.reason));
}
process.exitCode = results.every((result) => result.status === 'fulfilled') ? 0 : 1;
