import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { files } from './build/files.ts';
import { joinPage } from './build/join-page.ts';
import { checkBudget, checkSyntax, viteBuild } from './build/run.ts';
import { SOURCES } from './build/sources.ts';
import { bring, type Step } from './build/stamps.ts';

const USAGE = `Builds what is missing or older than its sources.
node scripts/build.ts [files] [tv] [legacy] [console] [phone] [test]
  files    fonts, pictures and tones; always built first
  tv       the TV for browsers of our time
  legacy   the TV for boxes from Chrome 49 on
  console  the staff's pages
  phone    the family's phone page
  test     the TV with the handle that journeys look through; also by --test-handle
Without names: files, tv, legacy, console, phone.`;

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const BESIDE = ['static/**/*', 'settings.json', 'metadata.json'];
const BUDGET = ['budget.json', 'scripts/check-budget.ts'];

const pages: Readonly<Record<string, Step>> = {
  tv: {
    name: 'tv',
    inputs: [...SOURCES.tv, ...BESIDE, ...BUDGET],
    outputs: ['dist/tv/index.html'],
    run: async () => {
      // The legacy build stays: it takes the longest, and has a stamp of its own.
      empty('tv', 'legacy');
      await viteBuild('tv');
      await checkSyntax('es2022', 'dist/tv/assets/*.js', ['--module']);
      await checkBudget('modern');
    },
  },
  legacy: {
    name: 'tv for old boxes',
    inputs: [...SOURCES.tv, ...BUDGET],
    outputs: ['dist/tv/legacy/index.html'],
    run: async () => {
      empty('tv/legacy');
      await viteBuild('tv-legacy');
      await checkSyntax('es2015', 'dist/tv/legacy/**/*.js');
      await checkBudget('legacy');
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
  phone: {
    name: 'phone',
    inputs: SOURCES.phone,
    outputs: ['dist/phone/index.html'],
    run: async () => {
      empty('phone');
      await viteBuild('phone');
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
};

/** Empties a folder of dist, but for what is to stay. */
function empty(folder: string, stays?: string): void {
  const path = join(dist, folder);
  mkdirSync(path, { recursive: true });
  for (const name of readdirSync(path)) if (name !== stays) rmSync(join(path, name), { recursive: true });
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'test-handle': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const names = positionals.length > 0 ? positionals : ['tv', 'legacy', 'console', 'phone'];
if (values['test-handle']) names.push('test');
if (values.help || names.some((name) => name !== 'files' && !(name in pages))) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 1);
}

const filesMade = Promise.all(files.map(bring));
const wanted = Object.entries(pages).filter(([name]) => names.includes(name));
const results = await Promise.allSettled([
  filesMade,
  ...wanted.map(async ([name, step]) => {
    // Console and phone bundle what they need; the TV looks beside itself.
    if (name !== 'console' && name !== 'phone') await filesMade;
    await bring(step);
  }),
]);
const tv = join(dist, 'tv');
if (existsSync(join(tv, 'index.html')) && existsSync(join(tv, 'legacy/index.html'))) joinPage(tv);
for (const result of results) if (result.status === 'rejected') console.error(result.reason.message);
process.exitCode = results.every((result) => result.status === 'fulfilled') ? 0 : 1;
