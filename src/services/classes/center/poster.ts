import { join } from 'node:path';
import type { Ffmpeg } from '../../../center/media/ffmpeg.ts';
import { type Film, READ_MP4 } from './inspect.ts';

/** In the folder of a packaged film. */
export const POSTER = 'poster.jpg';
/** Where in the film it is taken: behind the black and the title of the beginning, a share. */
const AT_SHARE = 0.1;
/** As large as lists on a television show it, px; the console shows it smaller. */
const [W, H] = [400, 225];
const PATIENCE_MS = 60_000;

/** Takes a lesson's picture out of its film and puts it beside the packaged one. Throws FfmpegError. */
export async function takePoster(
  ffmpeg: Ffmpeg,
  { source, film, folder }: { source: string; film: Film; folder: string },
  signal: AbortSignal,
): Promise<void> {
  const at = ['-ss', (film.durationS * AT_SHARE).toFixed(3)];
  const cut = `scale=${W}:${H}:force_original_aspect_ratio=increase,crop=${W}:${H}`;
  const one = ['-frames:v', '1', '-vf', cut, '-q:v', '5', '-threads', '1'];
  await ffmpeg.run(['-y', ...at, ...READ_MP4, '-i', source, ...one, join(folder, POSTER)], {
    signal,
    timeoutMs: PATIENCE_MS,
  });
}

/** Its address from the center's root; null without a film. One that could not be taken is not there (404). */
export const posterOf = (film: string | null): string | null => film && `/classes/posters/${film}.jpg`;
