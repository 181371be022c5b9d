import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import type { Ffmpeg } from '../../../../center/media/ffmpeg.ts';
import { feedOf, type Source } from './rtp-feed.ts';

/**
 * A small RTSP 1.0 server (RFC 2326): TCP interleaved only, one video track a path, several clients a source, Basic or
 * Digest sign-in (RFC 2617). It stands in for cameras in the sample community, in tests and in measurements.
 */
export interface RtspServer {
  readonly port: number;
  /** Clients that a path has now. */
  clients(path: string): number;
  /** Pulls a camera's plug: its clients are cut off, and new ones are not let in until `plug`. */
  unplug(path: string): Promise<void>;
  plug(path: string): void;
  stop(): Promise<void>;
}

export interface RtspOptions {
  readonly ffmpeg: Ffmpeg;
  readonly sources: Readonly<Record<string, Source>>;
  /** Asks for a name and a password. */
  readonly auth?: { readonly kind: 'basic' | 'digest'; readonly user: string; readonly password: string };
  readonly port?: number;
}

interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const STATUS = {
  200: 'OK',
  401: 'Unauthorized',
  404: 'Not Found',
  461: 'Unsupported Transport',
  501: 'Not Implemented',
};
const REALM = 'camera';

/** Starts it on loopback. A source's ffmpeg runs only while somebody plays it. */
export async function startRtspServer({ ffmpeg, sources, auth, port = 0 }: RtspOptions): Promise<RtspServer> {
  const feeds = new Map(Object.entries(sources).map(([path, source]) => [path, feedOf(ffmpeg, source)]));
  const unplugged = new Set<string>();
  const sockets = new Set<Socket>();
  const nonce = randomBytes(8).toString('hex');

  const server: Server = createServer((socket) => {
    sockets.add(socket);
    const session = randomBytes(6).toString('hex');
    let leave: (() => void) | undefined;
    let text = '';
    const reply = (request: Request, code: keyof typeof STATUS, headers: readonly string[] = [], body = '') => {
      const lines = [`RTSP/1.0 ${code} ${STATUS[code]}`, `CSeq: ${request.headers.cseq ?? 0}`, ...headers];
      if (body) lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
      socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
    };

    async function answer(request: Request): Promise<void> {
      const path = new URL(request.url).pathname.split('/')[1] ?? '';
      const feed = unplugged.has(path) ? undefined : feeds.get(path);
      if (request.method === 'OPTIONS') return reply(request, 200, ['Public: DESCRIBE, SETUP, PLAY, TEARDOWN']);
      if (auth && !signedIn(request, auth, nonce)) {
        const how = auth.kind === 'basic' ? `Basic realm="${REALM}"` : `Digest realm="${REALM}", nonce="${nonce}"`;
        return reply(request, 401, [`WWW-Authenticate: ${how}`]);
      }
      if (!feed) return reply(request, 404);
      switch (request.method) {
        case 'DESCRIBE':
          return reply(request, 200, ['Content-Type: application/sdp', `Content-Base: ${request.url}/`], feed.sdp);
        case 'SETUP': {
          if (!request.headers.transport?.includes('interleaved')) return reply(request, 461);
          const transport = 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1';
          return reply(request, 200, [transport, `Session: ${session};timeout=60`]);
        }
        case 'PLAY':
          reply(request, 200, [`Session: ${session}`, 'Range: npt=0.000-']);
          leave ??= await feed.join((packet) => {
            const head = Buffer.from([0x24, 0, packet.length >> 8, packet.length & 0xff]);
            socket.write(Buffer.concat([head, packet]));
          });
          if (socket.destroyed || unplugged.has(path)) socket.destroy();
          return;
        case 'TEARDOWN':
          reply(request, 200);
          return void socket.end();
        case 'GET_PARAMETER':
          return reply(request, 200, [`Session: ${session}`]);
        default:
          return reply(request, 501);
      }
    }

    socket.on('data', (bytes) => {
      // A client's own RTCP reports come between its requests; nobody here reads them.
      text += bytes.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const head = text.slice(0, end);
        text = text.slice(end + 4);
        const request = parse(head);
        if (request) void answer(request).catch(() => socket.destroy());
      }
      if (text.startsWith('$')) text = '';
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      leave?.();
    });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const address = server.address();

  return {
    port: typeof address === 'object' && address ? address.port : port,
    clients: (path) => feeds.get(path)?.clients ?? 0,
    async unplug(path) {
      unplugged.add(path);
      for (const socket of sockets) socket.destroy();
      await feeds.get(path)?.stop();
    },
    plug: (path) => void unplugged.delete(path),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
      for (const feed of feeds.values()) await feed.stop();
    },
  };
}

function parse(head: string): Request | undefined {
  const [first, ...lines] = head.slice(Math.max(0, head.search(/[A-Z_]+ rtsp:/))).split('\r\n');
  const [, method = '', url = ''] = /^([A-Z_]+) (rtsp:\S+) RTSP\/1\.0$/.exec(first ?? '') ?? [];
  if (!method || !URL.canParse(url)) return undefined;
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.trim().toLowerCase(), value.join(':').trim()];
    }),
  );
  return { method, url, headers };
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

function signedIn(request: Request, auth: NonNullable<RtspOptions['auth']>, nonce: string): boolean {
  const given = request.headers.authorization ?? '';
  if (auth.kind === 'basic') {
    return given === `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`;
  }
  const field = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(given)?.[1] ?? '';
  const secret = md5(`${auth.user}:${REALM}:${auth.password}`);
  return field('response') === md5(`${secret}:${nonce}:${md5(`${request.method}:${field('uri')}`)}`);
}
