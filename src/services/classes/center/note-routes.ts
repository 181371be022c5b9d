import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import files from '@fastify/static';
import { and, eq, isNull } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { HttpDoor } from '../../../center/http/door.ts';
import { addressOf } from '../../../center/identity/households.ts';
import { doWork, type WorkPlace } from '../../../center/work.ts';
import { Id } from '../../../protocol/ids.ts';
import { NOTE_BYTES, NOTE_S } from '../protocol/model.ts';
import { teachers } from '../protocol.ts';
import { course, note } from '../schema.ts';
import { discard, folderOf, notePath } from './files.ts';
import { noteById, tellNotes } from './notes.ts';

/** What boxes record. */
const SOUNDS = ['audio/webm', 'audio/ogg', 'audio/mp4'];
/** Recorders round: so much longer than the limit a note may be, s. */
const SLACK_S = 2;
const ENCODE_MS = 20_000;
const Named = v.object({ course: Id, note: Id });

/**
 * `POST /api/classes/notes?course=&note=`: a question's sound, by the box's secret. The box names the note, so that sending
 * it twice keeps it once. It is encoded anew (AAC): what cannot be heard is refused with 422, what is too long too.
 * `GET /api/classes/notes/<note>/sound`: for teachers; who has listened is written down.
 */
export async function noteRoutes(app: FastifyInstance, door: HttpDoor): Promise<void> {
  const { place, community, boxOf, staffOf } = door;
  const open = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, content-type' };
  await app.register(files, { root: folderOf(place), serve: false, cacheControl: false });
  app.addContentTypeParser(SOUNDS, { parseAs: 'buffer', bodyLimit: NOTE_BYTES }, (_, body, done) => done(null, body));

  app.options('/api/classes/notes', { config: { anyOrigin: true } }, (_, reply) =>
    reply.headers(open).code(204).send(),
  );

  app.post('/api/classes/notes', { bodyLimit: NOTE_BYTES, config: { anyOrigin: true } }, async (request, reply) => {
    reply.headers(open);
    const box = await boxOf(request);
    if (box?.place !== 'home') return reply.code(401).send({ error: 'forbidden' });
    const named = v.safeParse(Named, request.query);
    if (!named.success || !Buffer.isBuffer(request.body)) return reply.code(400).send({ error: 'invalid' });
    const known = await noteById(place.db, community.id, named.output.note);
    if (known) return reply.code(known.householdId === box.householdId ? 204 : 409).send();
    const [of] = await place.db
      .select()
      .from(course)
      .where(and(eq(course.communityId, community.id), eq(course.id, named.output.course)));
    if (!of) return reply.code(410).send({ error: 'gone' });
    const seconds = await keepSound(place, named.output.note, request.body);
    if (seconds === undefined || seconds > NOTE_S + SLACK_S) {
      discard(place, notePath(place, named.output.note));
      request.log.warn({ box: box.boxId }, 'a voice note that cannot be heard was refused');
      return reply.code(422).send({ error: 'sound' });
    }
    await doWork(place, community.id, async (work) => {
      const { label } = await addressOf(work.tx, community.id, box.householdId);
      await work.tx
        .insert(note)
        .values({
          ...{ communityId: community.id, id: named.output.note, householdId: box.householdId, from: label },
          ...{ courseId: of.id, course: of.title, teacher: of.teacher, at: work.now, seconds },
        })
        .onConflictDoNothing();
      work.audit(box, 'classes.ask', `note:${named.output.note}`);
      await tellNotes(work);
    });
    return reply.code(204).send();
  });

  app.get<{ Params: { note: string } }>('/api/classes/notes/:note/sound', async (request, reply) => {
    const actor = await staffOf(request, teachers);
    if (!actor) return reply.code(403).send({ error: 'forbidden' });
    const { note: noteId } = request.params;
    const row = v.is(Id, noteId) ? await noteById(place.db, community.id, noteId) : undefined;
    if (!row) return reply.code(404).send({ error: 'gone' });
    // A player asks for one sound in several pieces: one look.
    if (row.heardAt === null) {
      await doWork(place, community.id, async (work) => {
        const first = await work.tx
          .update(note)
          .set({ heardAt: work.now })
          .where(and(eq(note.communityId, community.id), eq(note.id, noteId), isNull(note.heardAt)))
          .returning({ id: note.id });
        if (first.length > 0) work.audit(actor, 'classes.listen', `note:${noteId}`);
      });
    }
    return reply.header('cache-control', 'private, no-store').type('audio/mp4').sendFile(`notes/${noteId}.m4a`);
  });
}

/** Encodes a sound anew under the note's name; gives its length in s, undefined for what is none. */
async function keepSound(place: WorkPlace, noteId: string, bytes: Buffer): Promise<number | undefined> {
  const path = notePath(place, noteId);
  const [raw, made] = [`${path}.raw`, `${path}.part`];
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(raw, bytes, { mode: 0o600 });
    const limits = { timeoutMs: ENCODE_MS };
    const from = ['-protocol_whitelist', 'file', '-format_whitelist', 'matroska,webm,ogg,mov,mp4,m4a,3gp,3g2,mj2'];
    const to = ['-vn', '-ac', '1', '-c:a', 'aac', '-b:a', '48k', '-map_metadata', '-1', '-f', 'mp4', made];
    await place.ffmpeg.run(
      ['-y', ...from, '-i', raw, '-map', '0:a:0', '-t', String(NOTE_S + SLACK_S + 1), ...to],
      limits,
    );
    const probed = await place.ffmpeg.probe(['-show_format', made], limits);
    const said = v.safeParse(v.object({ format: v.object({ duration: v.string() }) }), probed);
    await rename(made, path);
    const seconds = said.success ? Number(said.output.format.duration) : 0;
    return seconds > 0 ? seconds : undefined;
  } catch (error) {
    place.log.warn({ err: error }, 'a voice note could not be encoded');
    return undefined;
  } finally {
    await Promise.all([raw, made].map((file) => rm(file, { force: true })));
  }
}
