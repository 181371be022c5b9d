import { useSyncExternalStore } from 'react';
import * as v from 'valibot';
import { link } from '../../../console/link.ts';
import type { Refusal } from '../../../protocol/reply.ts';
import { PIECE_BYTES } from '../protocol/model.ts';

/**
 * A film that this window is sending. sending: `sent` bytes are at the center · resting: the line is away, it goes on by
 * itself · failed: `fault` or `refusal` says why, and only the person can go on
 */
export interface FilmUpload {
  readonly state: 'sending' | 'resting' | 'failed';
  readonly sent: number;
  readonly bytes: number;
  readonly fault?: UploadFault;
  readonly refusal?: Refusal;
}

export type UploadFault = 'signedOut' | 'gone' | 'disk' | 'changed';

const Received = v.object({ received: v.number() });
const AGAIN_MS = 2_000;

/** How a piece went: how much is there now, that it is worth trying again, or why it is not. */
type PieceOutcome = { readonly received: number } | 'again' | UploadFault;

/** Films on their way from this window; they go on whatever page of the console is open. */
class FilmUploads {
  #list: ReadonlyMap<string, FilmUpload> = new Map();
  readonly #dropped = new Set<string>();
  readonly #watchers = new Set<() => void>();

  readonly view = (): ReadonlyMap<string, FilmUpload> => this.#list;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Sends a film for a lesson; one that was begun goes on where it stopped. */
  async send(lessonId: string, file: File): Promise<void> {
    if (this.#list.get(lessonId)?.state === 'sending') return;
    this.#dropped.delete(lessonId);
    const bytes = file.size;
    const note = (upload: Omit<FilmUpload, 'bytes'>) => this.#set(lessonId, { ...upload, bytes });
    note({ state: 'sending', sent: 0 });
    const begun = await link.deed('classes:beginUpload', { lessonId, name: file.name.slice(-200), bytes });
    if (!begun.ok) return note({ state: 'failed', sent: 0, refusal: begun.refusal });
    const { id } = begun.value;
    for (let sent = begun.value.received; sent < bytes && !this.#dropped.has(lessonId); ) {
      const outcome = await putPiece(id, file.slice(sent, sent + PIECE_BYTES), sent, (part) =>
        note({ state: 'sending', sent: sent + part }),
      );
      if (outcome === 'again') {
        note({ state: 'resting', sent });
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      } else if (typeof outcome === 'string') return note({ state: 'failed', sent, fault: outcome });
      else sent = outcome.received;
    }
    this.#set(lessonId, undefined);
  }

  /** Stops sending, and forgets that it failed. */
  drop(lessonId: string): void {
    this.#dropped.add(lessonId);
    this.#set(lessonId, undefined);
  }

  #set(lessonId: string, upload: FilmUpload | undefined): void {
    const list = new Map(this.#list);
    if (upload && !this.#dropped.has(lessonId)) list.set(lessonId, upload);
    else list.delete(lessonId);
    this.#list = list;
    // Leaving the console in the middle of a film is asked about by the browser.
    window.onbeforeunload = list.size > 0 ? (event) => event.preventDefault() : null;
    for (const watcher of this.#watchers) watcher();
  }
}

/** The window's one. */
export const filmUploads = new FilmUploads();

/** What this window is sending, by lesson. */
export function useFilmUploads(): ReadonlyMap<string, FilmUpload> {
  return useSyncExternalStore(filmUploads.watch, filmUploads.view);
}

/** XMLHttpRequest, since fetch does not tell how much has gone out. */
function putPiece(jobId: string, piece: Blob, at: number, onSent: (bytes: number) => void): Promise<PieceOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/classes/uploads/${jobId}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('upload-offset', String(at));
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onerror = () => resolve('again');
    request.onload = () => resolve(outcomeOf(request.status, request.responseText));
    request.send(piece);
  });
}

function outcomeOf(status: number, text: string): PieceOutcome {
  if (status === 200 || status === 409) {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Received), text);
    return parsed.success ? parsed.output : 'again';
  }
  if (status === 403) return 'signedOut';
  if (status === 410) return 'gone';
  if (status === 507) return 'disk';
  return status === 413 ? 'changed' : 'again';
}
