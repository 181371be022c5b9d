import { constants, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply } from 'fastify';
import * as v from 'valibot';
import type { HttpDoor } from '../../../center/http/door.ts';
import { doWork } from '../../../center/work.ts';
import { Id } from '../../../protocol/ids.ts';
import { MOST_CAPTION_BYTES, PIECE_BYTES } from '../protocol/model.ts';
import { teachers } from '../protocol.ts';
import { captions, job, lesson } from '../schema.ts';
import { decode, toWebVtt } from './captions.ts';
import { tellEdited } from './courses.ts';
import { hasRoomFor, uploadPath } from './files.ts';
import { enqueue, moveJob } from './jobs.ts';

const Offset = v.pipe(v.string(), v.regex(/^\d{1,13}$/), v.transform(Number));
const PIECE = 'application/octet-stream';

/**
 * `PUT /api/classes/uploads/<job>` with `upload-offset`: the next piece of a film that was announced, written to the disk as
 * it comes. 200 `{received}`; 409 `{received}` when the film goes on elsewhere, 410 when nobody waits for it, 413 when
 * the piece is too large or more than was announced, 507
 * when the disk has no room. A piece that breaks off counts as none.
 * `PUT /api/classes/lessons/<lesson>/captions`: SRT or WebVTT; 422 `{fault}` for what is none.
 */
export function uploadRoutes(app: FastifyInstance, { place, community, staffOf }: HttpDoor): void {
  /** Films that a piece is being written of: two windows must not write into one. */
  const writing = new Set<string>();
  app.addContentTypeParser(PIECE, (_, payload, done) => done(null, payload));
  app.addContentTypeParser('text/plain', { parseAs: 'buffer', bodyLimit: MOST_CAPTION_BYTES }, (_, body, done) =>
    done(null, body),
  );

  app.put<{ Params: { job: string }; Body: Readable }>('/api/classes/uploads/:job', async (request, reply) => {
    const actor = await staffOf(request, teachers);
    if (!actor) return refused(reply, 403, 'forbidden');
    const offset = v.safeParse(Offset, request.headers['upload-offset']);
    const length = v.safeParse(Offset, request.headers['content-length']);
    if (!v.is(Id, request.params.job) || !offset.success || !length.success || length.output === 0) {
      return refused(reply, 400, 'invalid');
    }
    const here = and(eq(job.communityId, community.id), eq(job.id, request.params.job));
    const [row] = await place.db.select().from(job).where(here);
    if (row?.state !== 'uploading') return refused(reply, 410, 'gone');
    if (length.output > PIECE_BYTES || offset.output + length.output > row.bytes)
      return refused(reply, 413, 'tooLarge');
    if (offset.output !== row.received || writing.has(row.id)) return reply.code(409).send({ received: row.received });
    if (offset.output === 0 && !(await hasRoomFor(place, row.bytes))) return refused(reply, 507, 'disk');
    writing.add(row.id);
    try {
      const written = await write(uploadPath(place, row.id), offset.output, request.body, length.output);
      if (written !== length.output) return refused(reply, 400, 'short');
      const received = offset.output + written;
      await doWork(place, community.id, async (work) => {
        const whole = received === row.bytes;
        if (!(await moveJob(work, row.id, { received, ...(whole && { state: 'waiting' }) }))) return;
        if (!whole) return;
        await enqueue(work, row.id);
        work.audit(actor, 'classes.upload', `lesson:${row.lessonId}`, { name: row.name, bytes: row.bytes });
      });
      return { received };
    } catch (error) {
      const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
      request.log.warn({ err: error, job: row.id }, 'a piece of a film was not kept');
      return refused(reply, full ? 507 : 400, full ? 'disk' : 'short');
    } finally {
      writing.delete(row.id);
    }
  });

  app.put<{ Params: { lesson: string } }>(
    '/api/classes/lessons/:lesson/captions',
    { bodyLimit: MOST_CAPTION_BYTES },
    async (request, reply) => {
      const actor = await staffOf(request, teachers);
      if (!actor) return refused(reply, 403, 'forbidden');
      const { lesson: lessonId } = request.params;
      if (!v.is(Id, lessonId) || !Buffer.isBuffer(request.body)) return refused(reply, 400, 'invalid');
      const { body } = request;
      // Answered after the commit: whoever has the answer may look at once.
      const fault = await doWork(place, community.id, async (work) => {
        const [found] = await work.tx
          .select({ durationS: lesson.durationS })
          .from(lesson)
          .where(and(eq(lesson.communityId, community.id), eq(lesson.id, lessonId)));
        if (!found) return 'gone';
        const made = toWebVtt(decode(body), found.durationS);
        if ('fault' in made) return made.fault;
        await work.tx
          .insert(captions)
          .values({ communityId: community.id, lessonId, vtt: made.vtt })
          .onConflictDoUpdate({ target: [captions.communityId, captions.lessonId], set: { vtt: made.vtt } });
        work.audit(actor, 'classes.captions', `lesson:${lessonId}`);
        tellEdited(work);
        return undefined;
      });
      if (fault) return refused(reply, fault === 'gone' ? 410 : 422, fault);
      return reply.code(204).send();
    },
  );
}

const refused = (reply: FastifyReply, code: number, fault: string) => reply.code(code).send({ fault });

/** Writes what comes at `at`, at most `most` bytes; gives how many came. */
async function write(path: string, at: number, from: Readable, most: number): Promise<number> {
  const file = await open(path, constants.O_CREAT | constants.O_WRONLY | constants.O_NOFOLLOW, 0o600);
  let written = 0;
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      if (written + chunk.length > most) throw new Error('more came than was said');
      await file.write(chunk, 0, chunk.length, at + written);
      written += chunk.length;
    }
    return written;
  } finally {
    await file.close();
  }
}
