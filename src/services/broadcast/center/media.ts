import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { HttpDoor } from '../../../center/http/door.ts';
import type { Work } from '../../../center/work.ts';
import { doWork } from '../../../center/work.ts';
import { type Media, writers } from '../protocol.ts';
import { media } from '../schema.ts';
import { speechConnector } from './speech.ts';

const MOST_BYTES = 2 * 1024 * 1024;

/** How files of a type begin; a file that begins otherwise is not of it. */
const MAGIC: Readonly<Record<Media['type'], (bytes: Buffer) => boolean>> = {
  'image/jpeg': (b) => b.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  'image/png': (b) => b.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  'image/webp': (b) => b.toString('latin1', 0, 4) === 'RIFF' && b.toString('latin1', 8, 12) === 'WEBP',
  'audio/wav': (b) => b.toString('latin1', 0, 4) === 'RIFF' && b.toString('latin1', 8, 12) === 'WAVE',
};
const TYPES = Object.keys(MAGIC) as Media['type'][];

/** Keeps a picture or a voice under the hash of its bytes. */
export async function keepMedia(work: Work, type: Media['type'], bytes: Buffer): Promise<Media> {
  const hash = createHash('sha512').update(bytes).digest('hex');
  await work.tx
    .insert(media)
    .values({ communityId: work.communityId, hash, type, bytes, savedAt: work.now })
    .onConflictDoNothing();
  return { hash, type, bytes: bytes.length };
}

/**
 * `POST /api/media`: the raw bytes of a picture or voice, by staff who write. `POST /api/broadcast/speech`: `{text}` is
 * spoken by the speech connector. Both answer with what a draft holds. `GET /media/<sha512>`: the bytes, to anybody who
 * knows their hash, as every box of a warning does.
 */
export function mediaRoutes(app: FastifyInstance, { place, community, staffOf }: HttpDoor): void {
  app.addContentTypeParser([...TYPES], { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_, body, done) =>
    done(null, body),
  );

  app.post('/api/media', { bodyLimit: MOST_BYTES }, async (request, reply) => {
    const actor = await staffOf(request, writers);
    if (!actor) return reply.code(403).send({ error: 'forbidden' });
    const type = TYPES.find((one) => one === request.headers['content-type']);
    const { body } = request;
    if (!type || !Buffer.isBuffer(body) || !MAGIC[type](body)) {
      request.log.warn({ type: request.headers['content-type'] }, 'a file that is not what it says was refused');
      return reply.code(415).send({ error: 'type' });
    }
    return doWork(place, community.id, async (work) => {
      work.audit(actor, 'broadcast.media', `community:${community.id}`, { type, bytes: body.length });
      return keepMedia(work, type, body);
    });
  });

  app.post('/api/broadcast/speech', async (request, reply) => {
    const actor = await staffOf(request, writers);
    if (!actor) return reply.code(403).send({ error: 'forbidden' });
    const { text } = (request.body ?? {}) as { text?: unknown };
    if (typeof text !== 'string' || text.trim() === '' || text.length > 200) {
      return reply.code(400).send({ error: 'text' });
    }
    const spoken = await place.connectors.ask(speechConnector, text);
    if (!spoken || spoken.length > MOST_BYTES) return reply.code(503).send({ error: 'speech' });
    return doWork(place, community.id, (work) => keepMedia(work, 'audio/wav', spoken));
  });

  app.get<{ Params: { hash: string } }>('/media/:hash', async (request, reply) => {
    const [row] = await place.db
      .select({ type: media.type, bytes: media.bytes })
      .from(media)
      .where(and(eq(media.communityId, community.id), eq(media.hash, request.params.hash)));
    if (!row) return reply.code(404).send({ error: 'gone' });
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .type(row.type)
      .send(row.bytes);
  });
}
