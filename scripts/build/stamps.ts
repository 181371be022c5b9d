import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashOf } from './sources.ts';

const root = join(import.meta.dirname, '../..');
const FILE = join(root, 'dist/.stamps.json');

/** One thing that is built. Patterns and paths are from the root of the repository. */
export interface Step {
  readonly name: string;
  /** Patterns of everything that it is made of. */
  readonly inputs: readonly string[];
  /** Files that exist once it is built. */
  readonly outputs: readonly string[];
  readonly run: () => Promise<void>;
}

type Stamps = Record<string, string>;

/** Runs a step whose outputs are missing or were built from other inputs; says so in one line with the time it took. */
export async function bring(step: Step): Promise<void> {
  const hash = hashOf(step.inputs);
  if (read()[step.name] === hash && step.outputs.every((path) => existsSync(join(root, path)))) return;
  const startedAt = performance.now();
  await step.run();
  // Read again: other steps may have finished meanwhile.
  write({ ...read(), [step.name]: hash });
  console.log(`built ${step.name} in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
}

function read(): Stamps {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Stamps) : {};
}

function write(stamps: Stamps): void {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, `${JSON.stringify(stamps, null, 2)}\n`);
}
