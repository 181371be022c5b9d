import * as v from 'valibot';
import type { ConsoleTextKey } from '../../../../console/say.ts';
import { Media } from '../../protocol.ts';

/** A picture or a voice that the center has, or the words for why it has not. */
export type Uploaded =
  | { readonly ok: true; readonly media: Media }
  | { readonly ok: false; readonly text: ConsoleTextKey };

/** Largest file that the center takes, bytes. */
export const MEDIA_MAX = 2 * 1024 * 1024;

/** Where the center gives a picture or voice out. */
export function mediaUrl({ hash }: Media): string {
  return `/media/${hash}`;
}

/** Gives a file to the center. Never throws: a dead line is an answer too. */
export function upload(bytes: Blob): Promise<Uploaded> {
  return post('/api/media', { body: bytes, headers: { 'content-type': bytes.type } });
}

/** Lets the center speak a text (≤ 200 characters) with its voice; also the answer that it has none. */
export function speak(text: string): Promise<Uploaded> {
  return post('/api/broadcast/speech', {
    body: JSON.stringify({ text }),
    headers: { 'content-type': 'application/json' },
  });
}

async function post(path: string, request: RequestInit): Promise<Uploaded> {
  try {
    const answer = await fetch(path, { method: 'POST', ...request });
    if (!answer.ok) return { ok: false, text: whyNot(answer.status) };
    const parsed = v.safeParse(Media, await answer.json());
    return parsed.success ? { ok: true, media: parsed.output } : { ok: false, text: 'console.refused.oddAnswer' };
  } catch {
    return { ok: false, text: 'console.refused.offline' };
  }
}

function whyNot(status: number): ConsoleTextKey {
  switch (status) {
    case 413:
      return 'broadcastStaff.media.tooLarge';
    case 415:
      return 'broadcastStaff.media.type';
    case 403:
      return 'broadcastStaff.media.forbidden';
    case 503:
      return 'broadcastStaff.voice.unavailable';
    default:
      return 'broadcastStaff.media.failed';
  }
}
