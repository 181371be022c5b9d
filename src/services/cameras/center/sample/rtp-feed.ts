import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Ffmpeg, RunningFfmpeg } from '../../../../center/media/ffmpeg.ts';

/** What a stand-in for a camera sends: the arguments of ffmpeg that make its picture, and those that encode it. */
export interface Source {
  readonly input: readonly string[];
  readonly encode: readonly string[];
  /** As SDP names it. */
  readonly codec?: 'H264' | 'H265';
}

/** Plain H.264 without B-frames, a key picture each second at 15 pictures a second: what a camera's sub-stream is. */
export const SUB_STREAM = [
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-threads', '1', '-g', '15'],
  ...['-b:v', '400k', '-maxrate', '500k', '-bufsize', '250k', '-pix_fmt', 'yuv420p'],
] as const;

/** ffmpeg sends RTP packets of so many bytes at most. */
const PACKET = 1_300;

/** One source, encoded once for all who play it, and not at all while nobody does. */
export function feedOf(ffmpeg: Ffmpeg, { input, encode, codec = 'H264' }: Source) {
  const listeners = new Set<(packet: Buffer) => void>();
  let running: RunningFfmpeg | undefined;
  let starting: Promise<void> | undefined;
  let socket: ReturnType<typeof createSocket> | undefined;

  async function start(): Promise<void> {
    socket = createSocket('udp4');
    socket.on('message', (packet) => {
      for (const listener of listeners) listener(packet);
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const to = `rtp://127.0.0.1:${socket.address().port}?pkt_size=${PACKET}`;
    const inBand = codec === 'H264' ? ['-bsf:v', 'dump_extra=freq=keyframe'] : [];
    running = ffmpeg.start(['-re', ...input, '-an', ...encode, ...inBand, '-f', 'rtp', to]);
    // The SDP that ffmpeg prints is not needed.
    running.output.resume();
    running.done.catch(() => undefined);
  }

  async function stop(): Promise<void> {
    await starting;
    const [child, port] = [running, socket];
    running = undefined;
    socket = undefined;
    starting = undefined;
    await child?.stop();
    port?.close();
  }

  return {
    /** Session description (RFC 8866). */
    sdp: [
      'v=0',
      'o=- 0 0 IN IP4 127.0.0.1',
      's=camera',
      'c=IN IP4 0.0.0.0',
      't=0 0',
      'm=video 0 RTP/AVP 96',
      `a=rtpmap:96 ${codec}/90000`,
      ...(codec === 'H264' ? ['a=fmtp:96 packetization-mode=1'] : []),
      'a=control:track1',
      '',
    ].join('\r\n'),
    get clients() {
      return listeners.size;
    },
    async join(listener: (packet: Buffer) => void): Promise<() => void> {
      listeners.add(listener);
      starting ??= start();
      await starting;
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) void stop();
      };
    },
    async stop() {
      listeners.clear();
      await stop();
    },
  };
}
