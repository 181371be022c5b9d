import { open } from 'node:fs/promises';
import * as v from 'valibot';
import { type Ffmpeg, FfmpegError } from '../../../center/media/ffmpeg.ts';
import { type JobFault, MOST_S } from '../protocol/model.ts';

/** Why a file is no lesson; `fault` is told to who sent it. */
export class FilmFault extends Error {
  override readonly name = 'FilmFault';
  readonly fault: JobFault;

  constructor(fault: JobFault, why: string) {
    super(why);
    this.fault = fault;
  }
}

/** What a film is, as far as packaging has to know. `copies`: old boxes play its picture as it is. */
export interface Film {
  readonly durationS: number;
  readonly height: number;
  readonly sound: boolean;
  readonly copies: boolean;
}

const Stream = v.object({
  codec_type: v.string(),
  codec_name: v.optional(v.string()),
  profile: v.optional(v.string()),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  pix_fmt: v.optional(v.string()),
  disposition: v.optional(v.object({ attached_pic: v.optional(v.number()) })),
  side_data_list: v.optional(v.array(v.object({ rotation: v.optional(v.number()) }))),
});
const Probed = v.object({
  streams: v.optional(v.array(Stream), []),
  format: v.optional(v.object({ duration: v.optional(v.string()) }), {}),
});

const PROFILES = ['Constrained Baseline', 'Baseline', 'Main'];
const COPIED_HEIGHT = 720;
/** Larger pictures would take the machine's memory. */
const MOST_PIXELS = 4_096 * 2_304;
const PROBE_MS = 30_000;

/**
 * Only this demuxer, and only from the disk: a file that is in truth a playlist would otherwise have the center fetch
 * whatever it names.
 */
export const READ_MP4 = ['-f', 'mov', '-protocol_whitelist', 'file'] as const;

/** Looks what an uploaded file is, by its content alone. Throws FilmFault. */
export async function inspect(ffmpeg: Ffmpeg, path: string): Promise<Film> {
  if (!(await looksLikeMp4(path))) throw new FilmFault('type', 'it does not begin as an MP4');
  const args = [...READ_MP4, '-show_streams', '-show_format', path];
  const raw = await ffmpeg.probe(args, { timeoutMs: PROBE_MS }).catch((error: unknown) => {
    if (error instanceof FfmpegError && error.code === null) throw new FilmFault('ffmpeg', error.message);
    throw new FilmFault('broken', String(error));
  });
  const probed = v.safeParse(Probed, raw);
  if (!probed.success) throw new FilmFault('broken', 'ffprobe says nothing of it');
  const { streams, format } = probed.output;
  const picture = streams.find((one) => one.codec_type === 'video' && !one.disposition?.attached_pic);
  if (!picture) throw new FilmFault('noVideo', 'there is no picture in it');
  const durationS = Number(format.duration ?? 0);
  if (!(durationS > 0) || !picture.height || !picture.width) throw new FilmFault('broken', 'it has no length or size');
  if (picture.width * picture.height > MOST_PIXELS) throw new FilmFault('broken', 'its picture is too large');
  if (durationS > MOST_S) throw new FilmFault('tooLong', `${durationS} s`);
  return {
    durationS,
    height: picture.height,
    sound: streams.some((one) => one.codec_type === 'audio'),
    copies:
      picture.codec_name === 'h264' &&
      PROFILES.includes(picture.profile ?? '') &&
      picture.height <= COPIED_HEIGHT &&
      picture.pix_fmt === 'yuv420p' &&
      !picture.side_data_list?.some((data) => data.rotation),
  };
}

/** ISO 14496-12: a file begins with its type; old cameras with the film's own boxes. */
async function looksLikeMp4(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return ['ftyp', 'moov', 'mdat', 'wide', 'free'].includes(buffer.toString('latin1', 4, 8));
  } finally {
    await file.close();
  }
}
