import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from './kit/result.ts';
import { table } from './kit/table.ts';

/** `node bench/table.ts` puts what bench/results holds between the markers in README.md. */
const MARKED = /<!-- bench -->[\s\S]*?<!-- \/bench -->/;
const ORDER = ['boot', 'home', 'order', 'fanout', 'sos', 'call', 'media'];

const results = join(import.meta.dirname, 'results');
const read = <T>(name: string): T => JSON.parse(readFileSync(join(results, `${name}.json`), 'utf8')) as T;
const found = ORDER.filter((name) => existsSync(join(results, `${name}.json`))).flatMap((name) => read<Result[]>(name));
const { at, cpu, cores, node, chromium } = read<Record<string, string | number>>('machine');

const readme = join(import.meta.dirname, '../README.md');
const text = readFileSync(readme, 'utf8');
if (!MARKED.test(text)) throw new Error('README.md has no <!-- bench --> … <!-- /bench -->');
const taken = `${String(at).slice(0, 10)}, ${cpu}, ${cores} cores, node ${node}, ${chromium}, no GPU.`;
writeFileSync(
  readme,
  text.replace(MARKED, () => `<!-- bench -->\n${taken}\n\n${table(found)}\n<!-- /bench -->`),
);
