import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connector } from '../../../center/connectors/connectors.ts';
import type { SourceKind } from '../protocol.ts';
import { sampleGuide, sampleList } from '../sample.ts';
import { type Listed, readM3u } from './m3u.ts';
import { type Guided, readXmltv } from './xmltv.ts';

/** Where to read: '' for the sample, a URL, or a file's name in `folder`. `now` in ms. */
export interface Place {
  readonly origin: string;
  readonly folder: string;
  readonly now: number;
}

const TIMEOUT_MS = 15_000;
const MOST_BYTES: Readonly<Record<SourceKind, number>> = { list: 2 * 1024 * 1024, guide: 64 * 1024 * 1024 };

/** The channel list; the embedded default is the sample's. */
export const listConnector: Connector<Place, Listed[]> = {
  name: 'tv-list',
  kind: 'embedded',
  timeoutMs: TIMEOUT_MS,
  call: async (place, signal) =>
    readM3u(
      place.origin === '' ? sampleList() : await read(place, 'list', signal),
      place.origin.startsWith('http') ? place.origin : undefined,
    ),
};

/** The programme guide; the embedded default is the sample's for today and tomorrow. */
export const guideConnector: Connector<Place, Guided[]> = {
  name: 'tv-guide',
  kind: 'embedded',
  timeoutMs: TIMEOUT_MS,
  call: async (place, signal) =>
    readXmltv(place.origin === '' ? sampleGuide(place.now) : await read(place, 'guide', signal)),
};

async function read({ origin, folder }: Place, kind: SourceKind, signal: AbortSignal): Promise<string> {
  // A name only: `Origin` lets no path through.
  if (!origin.startsWith('http')) return readFile(join(folder, origin), { encoding: 'utf8', signal });
  const response = await fetch(origin, { signal, headers: { accept: '*/*' } });
  if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > MOST_BYTES[kind]) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
