import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ffmpeg, FfmpegError } from '../../../center/media/ffmpeg.ts';
import { type Film, FilmFault, READ_MP4 } from './inspect.ts';

/** Segments of so many seconds: short enough to start soon, long enough for a slow line. */
const SEGMENT_S = 4;
/** The lowest first: what is listed first is what a box begins with. */
const RUNGS = [
  { height: 360, bitrate: '700k', most: '900k', buffer: '1400k' },
  { height: 720, bitrate: '2000k', most: '2600k', buffer: '4000k' },
] as const;
/** So much longer than the film itself encoding may take, and at least so long. */
const PATIENCE = 8;
const LEAST_PATIENCE_MS = 10 * 60_000;
/** A film that ends so much earlier than it said is cut off: a share, and at least so many seconds. */
const MISSING_SHARE = 0.03;
const MISSING_S = 2;

/** The arguments that make a VOD playlist (RFC 8216) with fMP4 segments out of a film, H.264 and AAC. */
export function packageArgs(source: string, folder: string, film: Film): string[] {
  const rungs = film.copies || film.height <= RUNGS[0].height ? 1 : RUNGS.length;
  const each = Array.from({ length: rungs }, (_, index) => index);
  const split = each.map((index) => `[in${index}]`).join('');
  const scaled = each.map(
    (index) => `[in${index}]scale=-2:'min(${RUNGS[index]?.height},trunc(ih/2)*2)',fps=25[v${index}]`,
  );
  const encoded = [
    ...['-filter_complex', [`[0:v:0]split=${rungs}${split}`, ...scaled].join(';')],
    ...each.flatMap((index) => ['-map', `[v${index}]`, ...(film.sound ? ['-map', '0:a:0'] : [])]),
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'main', '-pix_fmt', 'yuv420p', '-sc_threshold', '0'],
    ...['-force_key_frames', `expr:gte(t,n_forced*${SEGMENT_S})`],
    ...each.flatMap((index) => {
      const rung = RUNGS[index] ?? RUNGS[0];
      return [`-b:v:${index}`, rung.bitrate, `-maxrate:v:${index}`, rung.most, `-bufsize:v:${index}`, rung.buffer];
    }),
  ];
  const copied = ['-map', '0:v:0', ...(film.sound ? ['-map', '0:a:0'] : []), '-c:v', 'copy'];
  const streams = each.map((index) => `v:${index}${film.sound ? `,a:${index}` : ''}`).join(' ');
  return [
    ...['-y', ...READ_MP4, '-i', source],
    ...(film.copies ? copied : encoded),
    ...(film.sound ? ['-c:a', 'aac', '-b:a', '96k', '-ac', '2', '-ar', '48000'] : []),
    ...['-threads', '1', '-map_metadata', '-1'],
    ...['-f', 'hls', '-hls_time', String(SEGMENT_S), '-hls_playlist_type', 'vod', '-hls_segment_type', 'fmp4'],
    ...['-hls_flags', 'independent_segments', '-master_pl_name', 'master.m3u8', '-var_stream_map', streams],
    // Of a single rung ffmpeg would keep the %v as it stands.
    ...[
      '-hls_fmp4_init_filename',
      rungs > 1 ? 'init_%v.mp4' : 'init_0.mp4',
      '-hls_segment_filename',
      join(folder, 'v%v_%04d.m4s'),
    ],
    join(folder, 'v%v.m3u8'),
  ];
}

/**
 * Packages a film into `folder`, which is there whole or not at all. Gives its length in s. Throws FilmFault; and
 * FfmpegError with code null when `signal` has ended it.
 */
export async function packageFilm(
  ffmpeg: Ffmpeg,
  from: { source: string; film: Film; folder: string },
  options: { signal: AbortSignal; onProgress: (doneMs: number) => void },
): Promise<number> {
  const { source, film, folder } = from;
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  const timeoutMs = Math.max(LEAST_PATIENCE_MS, film.durationS * 1_000 * PATIENCE);
  try {
    await ffmpeg.run(packageArgs(source, part, film), { ...options, timeoutMs });
    const durationS = lengthOf(await readFile(join(part, 'v0.m3u8'), 'utf8'));
    if (durationS < film.durationS * (1 - MISSING_SHARE) - MISSING_S) throw new FilmFault('broken', 'it is cut off');
    await rename(part, folder);
    return durationS;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    if (error instanceof FfmpegError && !options.signal.aborted) throw new FilmFault(faultOf(error), error.message);
    throw error;
  }
}

const faultOf = (error: FfmpegError) =>
  /No space left/.test(error.message) ? 'disk' : error.code === null ? 'failed' : 'broken';

/** Seconds of a media playlist, which says of each segment how long it is. */
function lengthOf(playlist: string): number {
  return [...playlist.matchAll(/^#EXTINF:([\d.]+)/gm)].reduce((sum, [, seconds]) => sum + Number(seconds), 0);
}

/** Names of the folders beside each other in one folder; none when it is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
