import type { FastifyInstance } from 'fastify';
import type { Connector } from '../../../center/connectors/connectors.ts';
import type { HttpDoor } from '../../../center/http/door.ts';
import { tokenBucket } from '../../../center/io/limits.ts';
import type { TimerHandler } from '../../../center/serve.ts';
import { doWork, type WorkPlace } from '../../../center/work.ts';
import { sourceText } from '../source-text.ts';
import type { AtomEntry } from './cap/atom.ts';
import { readAtom, readCap } from './cap/cap.ts';
import { type CapNote, type CapProblem, sayCap } from './cap/problem.ts';
import { type Taken, type Took, takeCap } from './intake.ts';
import { findSource, noteSource, pollAt, type SourceRow, sourceByToken } from './sources.ts';

/** A body of more than this is not even taken in; how much a message or a feed may have is the reader's to say. */
const MOST_BODY = 4 * 1024 * 1024;
const POLL_EVERY_MS = 60_000;
/** Entries of a feed that are looked at, newest first as feeds write them. */
const MOST_ENTRIES = 50;
const PER_SECOND = 5;
const AT_ONCE = 20;

/** A problem in both languages: who sends may read either. */
const told = (problem: CapProblem) => ({
  ...problem,
  words: sayCap('zh-CN', problem),
  english: sayCap('en', problem),
});

/** A note in both languages. */
function noted(note: CapNote | Took) {
  if ('note' in note) return { ...note, words: sayCap('zh-CN', note), english: sayCap('en', note) };
  const key = `took.${note.took}` as const;
  return { note: note.took, words: sourceText['zh-CN'][key], english: sourceText.en[key] };
}

/** Reads what a source sent, and does with it what its rule says. Never throws for what the message is. */
async function receive(
  place: WorkPlace,
  communityId: string,
  source: SourceRow,
  bytes: Uint8Array,
): Promise<{ problems: readonly CapProblem[] } | Taken> {
  const reading = await readCap(bytes);
  if (!reading.ok) {
    const rules = reading.problems.map(({ rule }) => rule);
    place.log.warn({ source: source.id, rules }, 'refused a CAP message');
    const first = reading.problems[0];
    const trouble = first ? `${first.at}: ${told(first).words}` : '';
    await doWork(place, communityId, (work) => noteSource(work, source.id, { heardAt: work.now, trouble }));
    return { problems: reading.problems };
  }
  const xml = new TextDecoder().decode(bytes);
  const { alert, notes } = reading;
  const taken = await doWork(place, communityId, (work) => takeCap(work, { source, alert, notes, xml }));
  place.log.info({ source: source.id, became: taken.became, message: taken.id }, 'took a CAP message');
  return taken;
}

/**
 * `POST /cap`: a CAP 1.2 message with the source's token (`Authorization: Bearer …`). 201 with what became of it, 200
 * for one that is known, 401 without a token, 422 with the list of all that is wrong, 429 when they come too fast.
 */
export async function capInRoutes(app: FastifyInstance, { place, community }: HttpDoor): Promise<void> {
  const buckets = new Map<string, ReturnType<typeof tokenBucket>>();
  await app.register(async (own) => {
    // Whatever it is called, it is read as bytes, and told what is wrong with them.
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BODY }, (_, body, done) => done(null, body));

    own.post('/cap', async (request, reply) => {
      const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
      const source = token ? await sourceByToken(place.db, community.id, token) : undefined;
      if (!source) {
        request.log.warn({ from: request.ip }, 'CAP without a valid token');
        return reply.code(401).send({ ok: false, problems: [] });
      }
      const bucket = buckets.get(source.id) ?? tokenBucket(PER_SECOND, AT_ONCE);
      buckets.set(source.id, bucket);
      if (!bucket.take(place.clock().getTime())) return reply.code(429).send({ ok: false, problems: [] });
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const result = await receive(place, community.id, source, bytes);
      if ('problems' in result) return reply.code(422).send({ ok: false, problems: result.problems.map(told) });
      const { became, id, notes } = result;
      return reply.code(became === 'known' ? 200 : 201).send({ ok: true, became, id, notes: notes.map(noted) });
    });
  });
}

/** Fetches a file of somebody else's, at most `MOST_BODY` bytes. */
export const capConnector: Connector<string, Uint8Array> = {
  name: 'cap',
  kind: 'live',
  timeoutMs: 10_000,
  async call(url, signal) {
    const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/atom+xml, */*' } });
    if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > MOST_BODY) throw new Error('too large');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  },
};

/** Entries that were looked at, by source: a feed repeats itself each minute. A restart looks at them once more. */
const looked = new Map<string, Set<string>>();

/** Wants the next poll, then polls outside the transaction: one that is lost is made good a minute later. */
export const onPollTimer: TimerHandler = async (work, { ref }) => {
  const source = await findSource(work.db, work.communityId, ref);
  if (!source.enabled || !source.pollUrl) return;
  await pollAt(work, ref, new Date(Date.parse(work.now) + POLL_EVERY_MS).toISOString());
  const { communityId } = work;
  work.afterCommit((place) => {
    poll(place, communityId, source).catch((error: unknown) => place.log.error({ error }, 'a poll failed'));
  });
};

/** Polls a source's Atom feed once. Messages are fetched from the feed's own origin only. */
export async function poll(place: WorkPlace, communityId: string, source: SourceRow): Promise<void> {
  const { pollUrl, id } = source;
  if (!pollUrl) return;
  const note = (trouble: string) =>
    doWork(place, communityId, (work) => noteSource(work, id, { polledAt: work.now, trouble }));
  const bytes = await place.connectors.ask(capConnector, pollUrl);
  if (!bytes) return note(sourceText['zh-CN']['trouble.unreachable']);
  const reading = await readAtom(bytes, pollUrl);
  if (!reading.ok) return note(reading.problems[0] ? told(reading.problems[0]).words : '');
  await note('');
  const { entries } = reading.feed;
  const seen = looked.get(id) ?? new Set<string>();
  looked.set(id, seen);
  for (const entry of entries.slice(0, MOST_ENTRIES)) {
    if (seen.has(nameOf(entry))) continue;
    const xml = await messageIn(place, entry, pollUrl);
    if (!xml) continue;
    await receive(place, communityId, source, xml);
    seen.add(nameOf(entry));
  }
  // What the feed no longer has need not be remembered.
  const there = new Set(entries.map(nameOf));
  for (const name of seen) if (!there.has(name)) seen.delete(name);
}

const nameOf = ({ id, updated }: AtomEntry) => `${id} ${updated}`;

/** An entry's message: as it stands in the feed, or from where it is linked to, if that is the feed's own origin. */
async function messageIn(place: WorkPlace, { cap }: AtomEntry, pollUrl: string): Promise<Uint8Array | undefined> {
  if (!cap) return undefined;
  if ('xml' in cap) return new TextEncoder().encode(cap.xml);
  if (new URL(cap.href).origin !== new URL(pollUrl).origin) return undefined;
  return place.connectors.ask(capConnector, cap.href);
}
