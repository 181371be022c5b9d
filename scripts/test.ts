import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';

const USAGE = `Runs what must hold before a change lands, and ends with "N passed, N failed".
node scripts/test.ts [check] [unit] [e2e]
  check  format and lint (Biome), types of every room (tsc), nothing unused (knip)
  unit   unit and flow tests, at a real database of their own
  e2e    journeys in a real Chromium on the built TV and console
Without names: all three.`;

const { positionals, values } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(0);
}

const root = join(import.meta.dirname, '..');
const parts = positionals.length > 0 ? positionals : ['check', 'unit', 'e2e'];
const counts = { passed: 0, failed: 0 };

/** Runs a program of node_modules/.bin or a script; true when it ended well. */
function run(name: string, command: string, args: readonly string[]): boolean {
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  return status === 0;
}

function step(name: string, command: string, args: readonly string[]): void {
  counts[run(name, command, args) ? 'passed' : 'failed'] += 1;
}

const Report = v.object({ numPassedTests: v.number(), numFailedTests: v.number(), success: v.boolean() });

function tests(name: string, args: readonly string[]): void {
  const file = join(mkdtempSync(join(tmpdir(), 'xiyangli-report-')), 'report.json');
  const well = run(name, 'vitest', [
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = existsSync(file) ? v.parse(Report, JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  counts.passed += report?.numPassedTests ?? 0;
  // A file that does not even load counts no test; the run has failed all the same.
  counts.failed += report?.numFailedTests || (well ? 0 : 1);
}

if (parts.includes('check')) {
  // Before the build: a bundler packs a stray import of the center into the TV with no more than a warning.
  step('Biome', 'biome', ['check', '--error-on-warnings', '.']);
  step('types', 'tsc', ['-b']);
  step('knip', 'knip', []);
}
if (parts.includes('e2e') || parts.includes('unit')) step('test tools', 'sh', ['scripts/install-test-tools.sh']);
if (parts.includes('e2e') || parts.includes('unit'))
  step('build', process.execPath, ['scripts/build.ts', '--test-handle']);
if (parts.includes('unit')) tests('unit and flow tests', ['--project', 'node', '--project', 'tv']);
if (parts.includes('e2e')) tests('end to end', ['--config', 'tests/e2e/vitest.config.ts']);

process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = counts.failed > 0 ? 1 : 0;
