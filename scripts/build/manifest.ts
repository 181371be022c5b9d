import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Vite's manifest says of one file. */
export interface Chunk {
  readonly file: string;
  readonly src?: string;
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

export type Manifest = Readonly<Record<string, Chunk>>;

/** The manifest of a build, given the build's folder. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
}

/** The entry whose key matches; there must be one. */
export function entryOf(manifest: Manifest, key: RegExp): Chunk {
  const found = Object.entries(manifest).find(([name, chunk]) => chunk.isEntry && key.test(name));
  if (!found) throw new Error(`build: no entry ${key} in the manifest`);
  return found[1];
}
