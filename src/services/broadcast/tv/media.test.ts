import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Link } from '../../../tv/link.ts';
import type { Media } from '../protocol.ts';
import { MediaShelf } from './media.ts';
import { fits } from './proof.ts';

const BYTES = Uint8Array.from({ length: 1_000 }, (_, index) => index % 251);
const hashOf = (bytes: Uint8Array) => createHash('sha512').update(bytes).digest('hex');
const media = (part: Partial<Media> = {}): Media => ({
  hash: hashOf(BYTES),
  type: 'audio/wav',
  bytes: BYTES.length,
  ...part,
});

/** A response in parts, of which the last may never come. */
function response(bytes: Uint8Array, { endless = false, status = 200 } = {}): Response {
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      if (at < bytes.length) stream.enqueue(bytes.slice(at, at + 300));
      else if (endless) stream.enqueue(new Uint8Array(1_000));
      else stream.close();
      at += 300;
    },
  });
  return new Response(body, { status });
}

function shelf(
  answers: (() => Response | Promise<Response>)[],
  decode: (address: string) => Promise<unknown> = async () => undefined,
) {
  const fetch = vi.fn(async (_: string) => {
    const answer = answers.shift();
    if (!answer) throw new Error('no line');
    return answer();
  });
  vi.stubGlobal('fetch', fetch);
  const it = new MediaShelf({ link: new Link() }, { load: () => import('./proof.ts') }, decode);
  const came: string[] = [];
  it.changed.on((hash) => came.push(hash));
  return { it, fetch, came };
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const come = (came: string[]) => vi.waitFor(() => expect(came).toHaveLength(1));

describe('pictures and voices', () => {
  test('are there once they have come, and asked for once', async () => {
    const { it, fetch, came } = shelf([() => response(BYTES)]);
    expect(it.addressOf(null)).toBeUndefined();
    expect(it.addressOf(media())).toBeUndefined();
    expect(it.addressOf(media())).toBeUndefined();
    await come(came);
    expect(it.addressOf(media())).toMatch(/^blob:/);
    expect(fetch.mock.calls).toEqual([[`/media/${media().hash}`]]);
  });

  test.each([
    ['other bytes than were signed', () => response(BYTES.map((byte) => byte ^ 1))],
    ['too few', () => response(BYTES.slice(1))],
    ['too many, without an end', () => response(BYTES, { endless: true })],
    ['none', () => response(BYTES, { status: 404 })],
    ['no line', () => Promise.reject(new Error('no line'))],
  ])('%s: they do not exist; what is right comes later', async (_, bad) => {
    const { it, fetch, came } = shelf([bad, () => response(BYTES)]);
    it.addressOf(media());
    await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(1));
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    expect([it.addressOf(media()), came]).toEqual([undefined, []]);
    await vi.advanceTimersByTimeAsync(15_000);
    await come(came);
    expect(it.addressOf(media())).toMatch(/^blob:/);
  });

  test('a picture that the box cannot draw does not exist', async () => {
    const { it, came } = shelf([() => response(BYTES)], () => Promise.reject(new Error('cannot')));
    it.addressOf(media({ type: 'image/webp' }));
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    expect([it.addressOf(media({ type: 'image/webp' })), came]).toEqual([undefined, []]);
  });

  test('no more are kept than a box has room for', async () => {
    const all = Array.from({ length: 9 }, (_, index) => BYTES.map((byte) => byte ^ index));
    const { it, came } = shelf(all.map((bytes) => () => response(bytes)));
    const revoked = vi.spyOn(URL, 'revokeObjectURL');
    for (const [index, bytes] of all.entries()) {
      it.addressOf(media({ hash: hashOf(bytes) }));
      await vi.waitFor(() => expect(came).toHaveLength(index + 1));
    }
    expect(revoked).toHaveBeenCalledTimes(3);
  });
});

describe('SHA-512', () => {
  test('is the same by the browser and without it', async () => {
    expect(await fits(BYTES, hashOf(BYTES))).toBe(true);
    expect(await fits(BYTES, hashOf(BYTES.slice(1)))).toBe(false);
    vi.stubGlobal('crypto', {});
    expect(await fits(BYTES, hashOf(BYTES))).toBe(true);
    expect(await fits(BYTES, hashOf(BYTES.slice(1)))).toBe(false);
  });
});
