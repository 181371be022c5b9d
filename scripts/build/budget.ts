import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Chunk, Manifest } from './manifest.ts';

/** What a build may weigh: bytes of gzipped JavaScript. */
export interface Budget {
  /** Everything that is loaded before a service is opened: the entry, the house's own pages but one, polyfills. */
  readonly firstScreen: number;
  /** What opening the settings adds to that: they bring ui-components. */
  readonly settings: number;
  /** What opening all pages of one service adds to that. */
  readonly service: number;
  /** What the first picture or call brings: hls.js, mostly. Loaded once, by whichever service shows the first. */
  readonly media: number;
}

interface Weights {
  readonly firstScreen: number;
  readonly settings: number;
  readonly media: number;
  readonly services: ReadonlyMap<string, number>;
}

/** The service that a chunk's source belongs to, if any. */
const serviceOf = (chunk: Chunk) => /services\/([a-z]+)\//.exec(chunk.src ?? '')?.[1];
const isMedia = (chunk: Chunk) => /(^|\/)media\//.test(chunk.src ?? '');
const isSettings = (chunk: Chunk) => /pages\/settings\b/.test(chunk.src ?? '');

/** Adds up a build by its manifest. A chunk that two services share is counted for both. */
export function weigh(manifest: Manifest, sizeOf: (file: string) => number): Weights {
  const closure = (keys: readonly string[], found = new Set<string>()): Set<string> => {
    for (const key of keys) {
      if (found.has(key)) continue;
      found.add(key);
      closure(manifest[key]?.imports ?? [], found);
    }
    return found;
  };
  const weight = (keys: Iterable<string>) => {
    const files = new Set([...keys].map((key) => manifest[key]?.file ?? '').filter((file) => file.endsWith('.js')));
    return [...files].reduce((sum, file) => sum + sizeOf(file), 0);
  };
  const pagesOf = new Map<string | undefined, string[]>();
  const settings: string[] = [];
  const media: string[] = [];
  for (const [key, chunk] of Object.entries(manifest)) {
    if (!chunk.isEntry && !chunk.isDynamicEntry) continue;
    if (isSettings(chunk)) {
      settings.push(key);
      continue;
    }
    if (isMedia(chunk)) {
      media.push(key);
      continue;
    }
    const service = serviceOf(chunk);
    pagesOf.set(service, [...(pagesOf.get(service) ?? []), key]);
  }
  const first = closure(pagesOf.get(undefined) ?? []);
  const added = (pages: readonly string[]) => weight([...closure(pages)].filter((key) => !first.has(key)));
  const services = new Map<string, number>();
  for (const [service, pages] of pagesOf) if (service) services.set(service, added(pages));
  return { firstScreen: weight(first), settings: added(settings), media: added(media), services };
}

/**
 * Says in words what breaks the budget; nothing when all holds.
 * @param services ids of all services that have pages: each must be in chunks of its own
 */
export function overBudget(weights: Weights, budget: Budget, services: readonly string[]): string[] {
  const kB = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`;
  const faults: string[] = [];
  if (weights.firstScreen > budget.firstScreen) {
    faults.push(`the first screen takes ${kB(weights.firstScreen)}, more than ${kB(budget.firstScreen)}`);
  }
  if (weights.settings > budget.settings) {
    faults.push(`the settings take ${kB(weights.settings)}, more than ${kB(budget.settings)}`);
  }
  if (weights.media > budget.media) {
    faults.push(`the media kit takes ${kB(weights.media)}, more than ${kB(budget.media)}`);
  }
  for (const id of services) {
    const weight = weights.services.get(id);
    if (weight === undefined) faults.push(`${id} has no chunk of its own: load its pages by import()`);
    else if (weight > budget.service) faults.push(`${id} takes ${kB(weight)}, more than ${kB(budget.service)}`);
  }
  return faults;
}

/** Size (bytes) of a file of a build when gzipped. */
export function gzipped(folder: string): (file: string) => number {
  return (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
}
