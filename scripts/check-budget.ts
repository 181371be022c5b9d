import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Budget, gzipped, overBudget, weigh } from './build/budget.ts';
import { readManifest } from './build/manifest.ts';

const root = join(import.meta.dirname, '..');

/** `node scripts/check-budget.ts modern|legacy` holds a build against budget.json and fails when it is over. */
const builds = { modern: 'dist/tv', legacy: 'dist/tv/legacy' };
const which = process.argv[2];
if (which !== 'modern' && which !== 'legacy') throw new Error('check-budget: say modern or legacy');

const folder = join(root, builds[which]);
const budget = (JSON.parse(readFileSync(join(root, 'budget.json'), 'utf8')) as Record<typeof which, Budget>)[which];
const services = globSync('src/services/*/tv.ts', { cwd: root }).map((file) => basename(dirname(file)));
const weights = weigh(readManifest(folder), gzipped(folder));
const faults = overBudget(weights, budget, services);

const kB = (bytes: number) => `${Math.round(bytes / 1_000)} kB`;
const parts = [...weights.services].map(([id, weight]) => `${id} ${kB(weight)}`);
console.log(
  `${which}: first screen ${kB(weights.firstScreen)} gzipped, settings ${kB(weights.settings)}${parts.map((part) => `, ${part}`).join('')}`,
);
for (const fault of faults) console.error(`over budget (budget.json): ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
