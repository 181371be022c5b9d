import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machine } from './kit/machine.ts';
import type { Result } from './kit/result.ts';
import { table } from './kit/table.ts';

/** Each bench by its name; imported only when it runs, since some need the browser. */
const benches: Readonly<Record<string, () => Promise<Result[]>>> = {
  boot: async () => (await import('./boot.ts')).boot(),
  home: async () => (await import('./home.ts')).home28(),
  order: async () => (await import('./order.ts')).order(),
  fanout: async () => (await import('./fanout.ts')).fanout(),
  call: async () => (await import('./media/call.ts')).call(),
  sos: async () => (await import('./sos.ts')).sos(),
  media: async () => (await import('./media.ts')).media(),
};

const USAGE = `node bench/run.ts [${Object.keys(benches).join('] [')}]
Runs the named benches, or all, and writes bench/results/<name>.json. Nothing else should run meanwhile.`;

const named = process.argv.slice(2);
if (named.some((name) => !(name in benches))) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(1);
}

const results = join(import.meta.dirname, 'results');
mkdirSync(results, { recursive: true });
const write = (name: string, value: unknown) =>
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);

for (const [name, run] of Object.entries(benches)) {
  if (named.length > 0 && !named.includes(name)) continue;
  process.stdout.write(`\n── ${name}\n`);
  write('machine', machine());
  const found = await run();
  write(name, found);
  process.stdout.write(`${table(found)}\n`);
  if (found.some(({ holds }) => holds === false)) process.exitCode = 1;
}
