import type { Kit } from '../../../tv/kit.ts';

/** A minute of voice over a slow line, ms. */
const SEND_MS = 30_000;

/** sent · notSent: it was not reached, and trying again may help · notHeard: the center finds no voice in it */
export type NoteOutcome = 'sent' | 'notSent' | 'notHeard';

/** Sends a question's sound under the name `note`: twice is once. Never throws. */
export async function sendNote(
  kit: Pick<Kit, 'identity' | 'link'>,
  { note, course, sound }: { note: string; course: string; sound: Blob },
): Promise<NoteOutcome> {
  // Boxes older than AbortController wait as long as the browser does.
  const late = globalThis.AbortController ? new AbortController() : undefined;
  const timer = setTimeout(() => late?.abort(), SEND_MS);
  try {
    const { status } = await fetch(kit.link.addressOf(`/api/classes/notes?course=${course}&note=${note}`), {
      method: 'POST',
      headers: { authorization: `Bearer ${kit.identity.secret()}`, 'content-type': sound.type },
      body: sound,
      ...(late && { signal: late.signal }),
    });
    if (status === 204) return 'sent';
    return status === 422 || status === 400 ? 'notHeard' : 'notSent';
  } catch {
    return 'notSent';
  } finally {
    clearTimeout(timer);
  }
}
