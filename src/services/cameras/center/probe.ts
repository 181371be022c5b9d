import * as v from 'valibot';
import { type Ffmpeg, FfmpegError } from '../../../center/media/ffmpeg.ts';
import type { Probe } from '../protocol.ts';

/** How much of the stream is looked at, s; and how long all of it may take, ms: the console waits 8 s for an answer. */
const SPAN_S = 3;
const WITHIN_MS = 7_000;
/** Key pictures farther apart than this let viewers wait, s; more lines than this are too much for a television's box. */
const LONGEST_GOP_S = 2.1;
const MOST_LINES = 1_080;

const Found = v.object({
  packets: v.optional(
    v.array(v.object({ pts_time: v.optional(v.string()), dts_time: v.optional(v.string()), flags: v.string() })),
    [],
  ),
  streams: v.array(
    v.object({
      codec_name: v.string(),
      width: v.number(),
      height: v.number(),
      has_b_frames: v.number(),
      avg_frame_rate: v.string(),
    }),
  ),
});

/** Nothing but how far it got. */
function failed(reached: Probe['reached'], firstMs: number): Probe {
  return { reached, codec: '', width: 0, height: 0, fps: 0, gopS: null, firstMs, faults: [] };
}

/** Looks at a camera's stream for a few seconds. Never throws. */
export async function probe(ffmpeg: Ffmpeg, address: string): Promise<Probe> {
  const start = Date.now();
  const args = [
    ...['-rtsp_transport', 'tcp', '-timeout', '4000000', '-allowed_media_types', 'video'],
    ...['-select_streams', 'v:0', '-read_intervals', `%+${SPAN_S}`],
    ...['-show_entries', 'stream=codec_name,width,height,has_b_frames,avg_frame_rate:packet=pts_time,dts_time,flags'],
    address,
  ];
  try {
    const found = v.parse(Found, await ffmpeg.probe(args, { timeoutMs: WITHIN_MS }));
    return judge(found, Date.now() - start);
  } catch (error) {
    return failed(error instanceof FfmpegError ? reasonOf(error.message) : 'unreadable', Date.now() - start);
  }
}

function reasonOf(words: string): Probe['reached'] {
  if (/401|403|unauthorized|forbidden/i.test(words)) return 'signIn';
  if (/404|not found/i.test(words)) return 'missing';
  if (/refused|timed out|no route|unreachable|resolve|took longer|Input\/output/i.test(words)) return 'unreachable';
  return 'unreadable';
}

function judge({ streams: [stream], packets }: v.InferOutput<typeof Found>, tookMs: number): Probe {
  if (!stream) return failed('unreadable', tookMs);
  const times = packets.map((packet) => Number(packet.pts_time ?? Number.NaN));
  const known = times.filter(Number.isFinite);
  const span = known.length > 1 ? Math.max(...known) - Math.min(...known) : 0;
  const keys = packets.flatMap((packet, index) => (packet.flags.startsWith('K') ? [times[index] ?? Number.NaN] : []));
  const gaps = keys.slice(1).map((time, index) => time - (keys[index] ?? Number.NaN));
  const gopS = gaps.length > 0 ? Math.round(Math.max(...gaps) * 100) / 100 : null;
  const disordered = stream.has_b_frames > 0 && packets.some(({ pts_time, dts_time }) => pts_time !== dts_time);
  const [over = 0, under = 1] = stream.avg_frame_rate.split('/').map(Number);
  const fps = span > 0 ? (known.length - 1) / span : over / (under || 1);
  const faults: Probe['faults'] = [];
  if (stream.codec_name === 'hevc') faults.push('hevc');
  else if (stream.codec_name !== 'h264') faults.push('codec');
  if (disordered) faults.push('bframes');
  if (gopS === null || gopS > LONGEST_GOP_S) faults.push('longGop');
  if (stream.height > MOST_LINES) faults.push('large');
  const { codec_name: codec, width, height } = stream;
  return {
    ...{ reached: 'ok' as const, codec, width, height, gopS, faults },
    fps: Math.round(fps * 10) / 10,
    firstMs: Math.max(0, Math.round(tookMs - span * 1_000)),
  };
}
