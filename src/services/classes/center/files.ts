import { rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkPlace } from '../../../center/work.ts';

type Place = Pick<WorkPlace, 'filesDir'>;

/** Everything of this service that is too large for the database; names in it are ids that the center has made. */
export const folderOf = ({ filesDir }: Place): string => join(filesDir, 'classes');

/** What has come so far of a film that is being sent. */
export const uploadPath = (place: Place, jobId: string): string => join(folderOf(place), 'uploads', jobId);

/** The folder of a packaged film. */
export const filmFolder = (place: Place, film: string): string => join(folderOf(place), 'films', film);

/** The sound of a question. */
export const notePath = (place: Place, noteId: string): string => join(folderOf(place), 'notes', `${noteId}.m4a`);

/** A packaged film takes up to so many times its size beside itself, and the database needs room too, bytes. */
const TIMES = 2.5;
const KEPT_FREE = 512 * 1024 ** 2;

/** Whether the disk has room for a film of so many bytes, its packaging included. */
export async function hasRoomFor(place: Place, bytes: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folderOf(place));
  return bavail * bsize > bytes * TIMES + KEPT_FREE;
}

/** Removes files in the background: the rows that named them are gone. What is left over the next start sweeps away. */
export function discard({ log }: Pick<WorkPlace, 'log'>, ...paths: readonly string[]): void {
  for (const path of paths) {
    rm(path, { recursive: true, force: true }).catch((error: unknown) =>
      log.warn({ err: error }, 'a file was not removed'),
    );
  }
}
