import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import files from '@fastify/static';
import { and, eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { HttpDoor } from '../../../center/http/door.ts';
import { captions, lesson } from '../schema.ts';
import { captionList, withCaptions } from './captions.ts';
import { filmFolder, folderOf } from './files.ts';
import type { Passes } from './passes.ts';
import { POSTER } from './poster.ts';

const FILE = /^(init_\d\.mp4|v\d_\d{4,6}\.m4s|v\d\.m3u8)$/;
const FILM = /^[0-9a-f-]{36}$/;
/** Segments of a film never change: another film has another address. */
const FOREVER = 'private, max-age=86400, immutable';

/** The app may have come from elsewhere. */
const FROM_ANYWHERE = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};

type Params = { pass: string; film: string; file: string };

/**
 * `GET /classes/films/<pass>/<film>/<file>`: a packaged film, to whoever has a pass that holds: 403 for one that has run
 * out, 404 for a film that is gone. Ranges are answered. `GET /classes/posters/<film>.jpg`: its picture, to whoever knows
 * its name, as lists have it.
 */
export async function filmRoutes(app: FastifyInstance, door: HttpDoor, passes: Passes): Promise<void> {
  const { place, community } = door;
  await app.register(files, { root: folderOf(place), serve: false, cacheControl: false });

  const lessonOf = async (film: string) => {
    const [row] = await place.db
      .select({ durationS: lesson.durationS, vtt: captions.vtt })
      .from(lesson)
      .leftJoin(captions, and(eq(captions.communityId, lesson.communityId), eq(captions.lessonId, lesson.id)))
      .where(and(eq(lesson.communityId, community.id), eq(lesson.film, film)));
    return row;
  };

  async function send(reply: FastifyReply, film: string, file: string): Promise<FastifyReply> {
    // What is not there must be found out before anything is said of its type and how long it may be kept.
    if (!(await stat(join(filmFolder(place, film), file)).catch(() => undefined))) return no(reply, 404);
    reply.header('cache-control', file.endsWith('.m3u8') ? 'no-cache' : FOREVER);
    return reply.type(typeOf(file)).sendFile(`films/${film}/${file}`);
  }

  app.get<{ Params: { film: string } }>('/classes/posters/:film.jpg', async ({ params: { film } }, reply) => {
    reply.headers(FROM_ANYWHERE);
    if (!FILM.test(film)) return no(reply, 404);
    return send(reply, film, POSTER);
  });

  app.get<{ Params: Params }>('/classes/films/:pass/:film/:file', async (request, reply) => {
    const { pass, film, file } = request.params;
    // The pass is the right, wherever the app came from.
    reply.headers(FROM_ANYWHERE);
    if (!FILM.test(film)) return no(reply, 404);
    if (!passes.fits(pass, film, place.clock().getTime())) return no(reply, 403);
    if (FILE.test(file)) {
      return send(reply, film, file);
    }
    const found = await lessonOf(film);
    if (!found) return no(reply, 404);
    reply.header('cache-control', 'no-cache');
    if (file === 'master.m3u8') {
      const master = await readFile(`${filmFolder(place, film)}/${file}`, 'utf8').catch(() => undefined);
      if (master === undefined) return no(reply, 404);
      return reply.type(typeOf(file)).send(found.vtt === null ? master : withCaptions(master));
    }
    if (found.vtt === null) return no(reply, 404);
    if (file === 'captions.m3u8') return reply.type(typeOf(file)).send(captionList(found.durationS ?? 0));
    if (file === 'captions.vtt') return reply.type('text/vtt; charset=utf-8').send(found.vtt);
    return no(reply, 404);
  });
}

const no = (reply: FastifyReply, code: 403 | 404) =>
  reply
    .code(code)
    .header('cache-control', 'no-store')
    .send({ error: code === 403 ? 'refused' : 'gone' });

function typeOf(file: string): string {
  if (file.endsWith('.jpg')) return 'image/jpeg';
  if (file.endsWith('.m3u8')) return 'application/vnd.apple.mpegurl';
  return file.endsWith('.m4s') ? 'video/iso.segment' : 'video/mp4';
}
