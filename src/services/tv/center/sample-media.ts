import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Ffmpeg, FfmpegError } from '../../../center/media/ffmpeg.ts';
import type { WorkPlace } from '../../../center/work.ts';
import type { SampleState } from '../protocol.ts';
import { SAMPLE_CHANNELS, SAMPLE_PATH, SAMPLE_SIZE } from '../sample.ts';
import { livePlaylist } from './loop.ts';
import { factsOf, initOf, makeLoop } from './loop-maker.ts';
import { bytesOf, captionsOf, type KeptLoop, pictureOf } from './loop-pieces.ts';

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
const INIT = /^init(_\d)?\.mp4$/;
const PIECE = /^(\d{1,10})\.(m4s|vtt)$/;
const PLAYLIST = 'application/vnd.apple.mpegurl';
const AN_HOUR = 'public, max-age=3600';

/** `/tv-sample/<channel>/master.m3u8` and what it leads to: the loops as live channels. */
export function loopRoutes(app: FastifyInstance, folder: string, clock: () => Date): void {
  app.get<{ Params: { slug: string } }>(`${SAMPLE_PATH}/:slug/master.m3u8`, async ({ params }, reply) => {
    const text = SLUG.test(params.slug) && (await bytesOf(join(folder, params.slug, 'master.m3u8')));
    if (!text) return reply.code(404).send();
    return reply.header('cache-control', 'no-cache').type(PLAYLIST).send(text);
  });

  app.get<{ Params: { slug: string; track: string } }>(
    `${SAMPLE_PATH}/:slug/:track/live.m3u8`,
    async ({ params: { slug, track } }, reply) => {
      const loop = await loopAt(folder, slug, track);
      if (!loop) return reply.code(404).send();
      const { segments, rungs } = loop.facts;
      const list =
        track === 'c' ? { segments, ending: 'vtt' } : { segments, ending: 'm4s', init: initOf(Number(track), rungs) };
      return reply.header('cache-control', 'no-store').type(PLAYLIST).send(livePlaylist(list, clock().getTime()));
    },
  );

  app.get<{ Params: { slug: string; track: string; file: string } }>(
    `${SAMPLE_PATH}/:slug/:track/:file`,
    async ({ params: { slug, track, file } }, reply) => {
      const loop = await loopAt(folder, slug, track);
      const bytes = loop && (await pieceOf(loop, track, file));
      if (!bytes) return reply.code(404).send();
      const type = track === 'c' ? 'text/vtt; charset=utf-8' : 'video/mp4';
      return reply.header('cache-control', AN_HOUR).type(type).send(bytes);
    },
  );
}

/** The loop behind an address; undefined when it has no such rung or captions. */
async function loopAt(folder: string, slug: string, track: string): Promise<KeptLoop | undefined> {
  if (!SLUG.test(slug) || !TRACK.test(track)) return undefined;
  const facts = await factsOf(join(folder, slug));
  const there = facts && (track === 'c' ? facts.captions : Number(track) < facts.rungs);
  return there ? { folder: join(folder, slug), facts } : undefined;
}

async function pieceOf(loop: KeptLoop, track: string, file: string): Promise<Buffer | string | undefined> {
  const [, number, ending] = PIECE.exec(file) ?? [];
  if (track === 'c') return ending === 'vtt' ? captionsOf(loop, Number(number)) : undefined;
  if (ending === 'm4s') return pictureOf(loop, Number(track), Number(number));
  return INIT.test(file) ? bytesOf(join(loop.folder, track, file)) : undefined;
}
