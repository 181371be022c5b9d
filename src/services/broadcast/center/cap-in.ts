import type { FastifyInstance } from 'fastify';
import type { Connector } from '../../../center/connectors/connectors.ts';
import type { HttpDoor } from '../../../center/http/door.ts';
import { tokenBucket } from '../../../center/io/limits.ts';
import type { TimerHandler } from '../../../center/serve.ts';
import { doWork, type WorkPlace } from '../../../center/work.ts';
import type { TextParams } from '../../../protocol/reply.ts';
import { fill } from '../../../protocol/text.ts';
import { capText } from '../protocol/cap-text.ts';
import { readAtom } from './cap/atom.ts';
import type { CapNote, CapProblem } from './cap/problem.ts';
import { readCap } from './cap/read.ts';
import { type Taken, takeCap } from './intake.ts';
import { findSource, noteSource, pollAt, type SourceRow, sourceByToken } from './sources.ts';

/** A body of more than this is not even taken in; how much a message may have is the reader's to say. */
const MOST_BODY = 1024 * 1024;
const POLL_EVERY_MS = 60_000;
/** Entries of a feed that are looked at, newest first as feeds write them. */
const MOST_ENTRIES = 50;
const PER_SECOND = 5;
const AT_ONCE = 20;

type Words = { readonly words: string; readonly english: string };

/** The sentence of a rule or a note in both languages: who sends may read either. */
function sentence(key: keyof (typeof capText)['zh-CN'], params?: TextParams): Words {
  return { words: fill(capText['zh-CN'][key], params), english: fill(capText.en[key], params) };
}

const told = ({ rule, at, params }: CapProblem) => ({ rule, at, ...sentence(`rule.${rule}`, params) });
const noted = ({ note, params }: CapNote) => ({ note, ...sentence(`note.${note}`, params) });

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
  if (!bytes) return note(capText['zh-CN']['trouble.unreachable']);
  const feed = readAtom(bytes);
  if (!feed.ok) return note(feed.problems[0] ? told(feed.problems[0]).words : '');
  await note('');
  const seen = looked.get(id) ?? new Set<string>();
  looked.set(id, seen);
  for (const entry of feed.entries.slice(0, MOST_ENTRIES)) {
    const name = `${entry.link} ${entry.updated}`;
    const link = URL.canParse(entry.link, pollUrl) ? new URL(entry.link, pollUrl) : undefined;
    if (seen.has(name) || link?.origin !== new URL(pollUrl).origin) continue;
    const one = await place.connectors.ask(capConnector, link.href);
    if (!one) continue;
    await receive(place, communityId, source, one);
    seen.add(name);
  }
  // What the feed no longer has need not be remembered.
  const there = new Set(feed.entries.map((entry) => `${entry.link} ${entry.updated}`));
  for (const name of seen) if (!there.has(name)) seen.delete(name);
}
