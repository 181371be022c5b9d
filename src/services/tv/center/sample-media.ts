import { mkdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Ffmpeg, FfmpegError } from '../../../center/media/ffmpeg.ts';
import type { WorkPlace } from '../../../center/work.ts';
import type { SampleState } from '../protocol.ts';
import { SAMPLE_CHANNELS, SAMPLE_PATH, SAMPLE_SIZE } from '../sample.ts';
import { livePlaylist } from './loop.ts';
import { factsOf, initOf, makeLoop } from './loop-maker.ts';

/** Where the sample channels lie. */
export const sampleFolder = (filesDir: string) => join(filesDir, 'tv', 'sample');

const states = new Map<string, SampleState>();

/** Why the sample of a community cannot be seen (yet); null when it can. */
export function sampleState(communityId: string): SampleState | null {
  return states.get(communityId) ?? null;
}

/** Makes the sample channels in the background, one after the other; the center's start does not wait for it. */
export async function makeSample(place: WorkPlace, communityId: string, told: () => Promise<void>): Promise<void> {
  states.set(communityId, 'making');
  try {
    await makeAll(place.ffmpeg, sampleFolder(place.filesDir));
    states.delete(communityId);
  } catch (error) {
    const missing = error instanceof FfmpegError && error.code === null && error.message.includes('ENOENT');
    states.set(communityId, missing ? 'noFfmpeg' : 'failed');
    place.log.warn({ error }, 'the sample channels were not made');
  }
  await told();
}

/** All sample channels into a folder; those that are there are kept. Throws FfmpegError. */
export async function makeAll(ffmpeg: Ffmpeg, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [index, spec] of SAMPLE_CHANNELS.entries()) {
    await makeLoop(ffmpeg, folder, { ...spec, name: `${index + 1} ${spec.name}` }, SAMPLE_SIZE);
  }
}

const SLUG = /^[a-z]+$/;
const TRACK = /^(\d|c)$/;
const FILE = /^(\d{1,4}\.(m4s|vtt)|init(_\d)?\.mp4)$/;

const TYPES: Readonly<Record<string, string>> = {
  '.m4s': 'video/mp4',
  '.mp4': 'video/mp4',
  '.vtt': 'text/vtt; charset=utf-8',
};

/** `/tv-sample/<channel>/master.m3u8` and what it leads to: the loops as live channels. */
export function loopRoutes(app: FastifyInstance, folder: string, clock: () => Date): void {
  const playlist = 'application/vnd.apple.mpegurl';

  app.get<{ Params: { slug: string } }>(`${SAMPLE_PATH}/:slug/master.m3u8`, async ({ params }, reply) => {
    const text = SLUG.test(params.slug) && (await bytesOf(join(folder, params.slug, 'master.m3u8')));
    if (!text) return reply.code(404).send();
    return reply.header('cache-control', 'no-cache').type(playlist).send(text);
  });

  app.get<{ Params: { slug: string; track: string } }>(
    `${SAMPLE_PATH}/:slug/:track/live.m3u8`,
    async ({ params: { slug, track } }, reply) => {
      const facts = SLUG.test(slug) && TRACK.test(track) ? await factsOf(join(folder, slug)) : undefined;
      if (!facts || (track === 'c' ? !facts.captions : Number(track) >= facts.rungs)) return reply.code(404).send();
      const { segments, rungs } = facts;
      const loop =
        track === 'c' ? { segments, ending: 'vtt' } : { segments, ending: 'm4s', init: initOf(Number(track), rungs) };
      return reply.header('cache-control', 'no-store').type(playlist).send(livePlaylist(loop, clock().getTime()));
    },
  );

  app.get<{ Params: { slug: string; track: string; file: string } }>(
    `${SAMPLE_PATH}/:slug/:track/:file`,
    async ({ params: { slug, track, file } }, reply) => {
      const named = SLUG.test(slug) && TRACK.test(track) && FILE.test(file);
      const bytes = named && (await bytesOf(join(folder, slug, track, file)));
      if (!bytes) return reply.code(404).send();
      const type = TYPES[extname(file)] ?? 'application/octet-stream';
      return reply.header('cache-control', 'public, max-age=3600').type(type).send(bytes);
    },
  );
}

function bytesOf(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined);
}
