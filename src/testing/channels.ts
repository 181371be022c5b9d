import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '../center/log.ts';
import { openFfmpeg } from '../center/media/ffmpeg.ts';
import { livePlaylist, SEGMENT_MS } from '../services/tv/center/loop.ts';
import { initOf, type LoopSize, makeLoop } from '../services/tv/center/loop-maker.ts';
import { captionsOf, pictureOf } from '../services/tv/center/loop-pieces.ts';

/** How a channel of the test provider misbehaves. */
export const BAD_CHANNELS = ['missing', 'refused', 'codec', 'truncated', 'stuck'] as const;
type Kind = 'good' | (typeof BAD_CHANNELS)[number];

/** Somebody's television: good channels, bad ones, a list of them all and a guide, on a port of its own. */
export interface Provider {
  readonly url: string;
  /** The list's address: `good` channels first (numbers 1, 2 …), then the bad ones in the order of BAD_CHANNELS. */
  readonly list: string;
  readonly guide: string;
  /** The address of a channel's playlist. */
  channel(kind: Kind, n?: number): string;
  /** From now on it answers nothing: connections are cut off. */
  away: boolean;
  stop(): Promise<void>;
}

/** Small enough to be made in a second. */
const TINY: LoopSize = { seconds: 8, rate: 10, rungs: [{ w: 160, h: 90, kbps: 60 }] };
const CORS = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };

/** Starts it with so many good channels; captions' lines are seen for four seconds each. */
export async function startProvider(
  good: number,
  size: LoopSize = TINY,
  captions?: readonly string[],
): Promise<Provider> {
  const folder = mkdtempSync(join(tmpdir(), 'xiyangli-provider-'));
  const ffmpeg = openFfmpeg(openLog('silent'));
  const spec = { slug: 'loop', name: '1', picture: 'testsrc2', tone: 300, ...(captions && { captions }) };
  await makeLoop(ffmpeg, folder, spec, size);
  const { rungs } = size;
  const segments = (size.seconds * 1_000) / SEGMENT_MS;
  const facts = { segments, rungs: rungs.length, captions: captions !== undefined };
  const loop = { folder: join(folder, 'loop'), facts };
  const stuckAt = Date.now();
  const provider = { away: false };

  const channels: readonly Kind[] = [...Array.from({ length: good }, () => 'good' as const), ...BAD_CHANNELS];
  const path = (kind: Kind, n = 1) => `/${kind}${kind === 'good' ? n : ''}/master.m3u8`;

  async function answer(kind: Kind, file: string, response: ServerResponse): Promise<void> {
    const send = (body: string | Buffer, type = 'application/vnd.apple.mpegurl') =>
      response.writeHead(200, { ...CORS, 'content-type': type }).end(body);
    const rung = Number(file[0]);
    const number = Number(/(\d+)\.(m4s|vtt)$/.exec(file)?.[1]);
    if (kind === 'missing' || kind === 'refused') {
      response.writeHead(kind === 'missing' ? 404 : 403, CORS).end();
    } else if (file === 'master.m3u8') {
      const text = readFileSync(join(folder, 'loop/master.m3u8'), 'utf8');
      send(kind === 'codec' ? text.replace(/CODECS="[^"]*"/g, 'CODECS="hvc1.1.6.L93.B0,mp4a.40.2"') : text);
    } else if (file.endsWith('.m3u8')) {
      const track = file.startsWith('c/')
        ? { segments, ending: 'vtt' }
        : { segments, ending: 'm4s', init: initOf(rung, rungs.length) };
      send(livePlaylist(track, kind === 'stuck' ? stuckAt : Date.now()));
    } else if (file.endsWith('.vtt')) {
      send((await captionsOf(loop, number)) ?? '', 'text/vtt');
    } else if (file.endsWith('.m4s')) {
      const bytes = (await pictureOf(loop, rung, number)) ?? Buffer.of();
      send(kind === 'truncated' ? bytes.subarray(0, bytes.length / 3) : bytes, 'video/mp4');
    } else send(readFileSync(join(folder, 'loop', file)), 'video/mp4');
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (provider.away) return response.destroy();
    const [, kind, file] = /^\/(good|[a-z]+)\d*\/([\w./]+)$/.exec(pathname) ?? [];
    if (pathname === '/list.m3u')
      response.end(
        listOf(
          channels.map((one, index) => path(one, index + 1)),
          channels,
        ),
      );
    else if (pathname === '/guide.xml') response.end(guideOf(channels.length));
    else if (kind && file && !file.includes('..')) void answer(kind as Kind, file, response);
    else response.writeHead(404, CORS).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    url,
    list: `${url}/list.m3u`,
    guide: `${url}/guide.xml`,
    channel: (kind, n) => url + path(kind, n),
    get away() {
      return provider.away;
    },
    set away(away) {
      provider.away = away;
      if (away) server.closeAllConnections();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await ffmpeg.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listOf(paths: readonly string[], kinds: readonly Kind[]): string {
  const lines = paths.map(
    (path, index) => `#EXTINF:-1 tvg-id="c${index + 1}",${kinds[index]}${index + 1}台\n${path.slice(1)}`,
  );
  return `#EXTM3U\n${lines.join('\n')}\n`;
}

/** One programme an hour for each channel, from three hours ago on. */
function guideOf(channels: number): string {
  const hour = 3_600_000;
  const begin = Math.floor(Date.now() / hour) * hour - 3 * hour;
  const stamp = (ms: number) => `${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)} +0000`;
  const rows = Array.from({ length: channels * 24 }, (_, n) => {
    const [channel, index] = [(n % channels) + 1, Math.floor(n / channels)];
    const at = begin + index * hour;
    return `<programme start="${stamp(at)}" stop="${stamp(at + hour)}" channel="c${channel}"><title>${channel}台节目${index}</title></programme>`;
  });
  return `<tv>${rows.join('')}</tv>`;
}
