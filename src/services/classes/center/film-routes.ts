import { readFile } from 'node:fs/promises';
import files from '@fastify/static';
import { and, eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { HttpDoor } from '../../../center/http/door.ts';
import { captions, lesson } from '../schema.ts';
import { captionList, withCaptions } from './captions.ts';
import { filmFolder, folderOf } from './files.ts';
import type { Passes } from './passes.ts';

const FILE = /^(init_\d\.mp4|v\d_\d{4,6}\.m4s|v\d\.m3u8)$/;
const FILM = /^[0-9a-f-]{36}$/;
/** Segments of a film never change: another film has another address. */
const FOREVER = 'private, max-age=86400, immutable';

type Params = { pass: string; film: string; file: string };

/**
 * `GET /classes/films/<pass>/<film>/<file>`: a packaged film, to whoever has a pass that holds: 403 for one that has run
 * out, 404 for a film that is gone. Ranges are answered.
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

  app.get<{ Params: Params }>('/classes/films/:pass/:film/:file', async (request, reply) => {
    const { pass, film, file } = request.params;
    // The pass is the right, wherever the app came from.
    reply.headers({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    if (!FILM.test(film)) return no(reply, 404);
    if (!passes.fits(pass, film, place.clock().getTime())) return no(reply, 403);
    if (FILE.test(file)) {
      reply.header('cache-control', file.endsWith('.m3u8') ? 'no-cache' : FOREVER);
      return reply.type(typeOf(file)).sendFile(`films/${film}/${file}`);
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
  if (file.endsWith('.m3u8')) return 'application/vnd.apple.mpegurl';
  return file.endsWith('.m4s') ? 'video/iso.segment' : 'video/mp4';
}
