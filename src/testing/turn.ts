import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** The real coturn on loopback, for calls that go through a relay. From Debian: `apt-get install coturn`. */
export interface TestTurn {
  /** 'turn:127.0.0.1:<port>' */
  readonly url: string;
  readonly secret: string;
  stop(): Promise<void>;
  /** Starts again on the same port, with another secret if one is given; all allocations are gone. */
  restart(secret?: string): Promise<void>;
}

const REALM = 'xiyangli.test';

/** Starts coturn with a secret for time-limited credentials; resolves when it answers. Ended with this process. */
export async function startTurn({ secret: first = randomBytes(16).toString('hex') } = {}): Promise<TestTurn> {
  const port = await freeUdpPort();
  const url = `turn:127.0.0.1:${port}`;
  let secret = first;
  let running: ChildProcess | undefined;

  async function start(): Promise<void> {
    const settings = {
      'listening-ip': '127.0.0.1',
      'relay-ip': '127.0.0.1',
      'listening-port': String(port),
      realm: REALM,
      'static-auth-secret': secret,
      'log-file': 'stdout',
      pidfile: '/dev/null',
    };
    const flags = [
      'use-auth-secret',
      'allow-loopback-peers',
      'no-cli',
      'no-tls',
      'no-dtls',
      'fingerprint',
      'no-software-attribute',
    ];
    const args = [
      ...flags.map((flag) => `--${flag}`),
      ...Object.entries(settings).map(([name, is]) => `--${name}=${is}`),
    ];
    const child = spawn('turnserver', ['-n', ...args], { stdio: 'ignore' });
    running = child;
    await once(child, 'spawn');
    const end = Date.now() + 10_000;
    while ((await allocate(url, 'nobody', '', 200)) === 'silent') {
      if (child.exitCode !== null || Date.now() > end) throw new Error('coturn did not start');
    }
  }

  async function stop(): Promise<void> {
    const child = running;
    running = undefined;
    if (!child || child.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  process.once('exit', () => running?.kill('SIGKILL'));
  await start();
  return {
    url,
    get secret() {
      return secret;
    },
    stop,
    async restart(another = secret) {
      await stop();
      secret = another;
      await start();
    },
  };
}

/** A STUN attribute (RFC 8489), padded to whole words. */
function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

const ALLOCATE = 0x0003;
const [USERNAME, INTEGRITY, ERROR, REALM_NAME, NONCE, TRANSPORT] = [0x0006, 0x0008, 0x0009, 0x0014, 0x0015, 0x0019];
/** UDP, as IP numbers protocols. */
const UDP = Buffer.from([17, 0, 0, 0]);

function message(attributes: Buffer[], key?: Buffer): Buffer {
  const head = Buffer.alloc(20);
  head.writeUInt16BE(ALLOCATE, 0);
  head.writeUInt32BE(0x2112a442, 4);
  randomBytes(12).copy(head, 8);
  const body = Buffer.concat(attributes);
  // The integrity is reckoned over a length that includes it.
  head.writeUInt16BE(body.length + (key ? 24 : 0), 2);
  const rest = key ? attribute(INTEGRITY, createHmac('sha1', key).update(head).update(body).digest()) : Buffer.alloc(0);
  return Buffer.concat([head, body, rest]);
}

function read(reply: Buffer): { ok: boolean; attributes: Map<number, Buffer> } {
  const attributes = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= reply.length; ) {
    const length = reply.readUInt16BE(at + 2);
    attributes.set(reply.readUInt16BE(at), reply.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return { ok: reply.readUInt16BE(0) === (ALLOCATE | 0x0100), attributes };
}

/** Asks a TURN server (RFC 8656) for a relayed address: 'ok', the number of its refusal (401), or 'silent'. */
export async function allocate(
  url: string,
  username: string,
  credential: string,
  patienceMs = 3_000,
): Promise<'ok' | 'silent' | number> {
  const [, host = '', port = ''] = url.split(':');
  const socket = createSocket('udp4');
  // A port where nobody listens yet answers by an error.
  socket.on('error', () => undefined);
  const exchange = (packet: Buffer) =>
    new Promise<Buffer | undefined>((done) => {
      const late = setTimeout(() => done(undefined), patienceMs);
      socket.once('message', (reply) => {
        clearTimeout(late);
        done(reply);
      });
      socket.send(packet, Number(port), host);
    });
  try {
    const first = await exchange(message([attribute(TRANSPORT, UDP)]));
    if (!first) return 'silent';
    const asked = read(first).attributes;
    const [realm, nonce] = [asked.get(REALM_NAME) ?? Buffer.alloc(0), asked.get(NONCE) ?? Buffer.alloc(0)];
    const key = createHash('md5').update(`${username}:${realm}:${credential}`).digest();
    const attributes = [
      attribute(TRANSPORT, UDP),
      attribute(USERNAME, Buffer.from(username)),
      attribute(REALM_NAME, realm),
      attribute(NONCE, nonce),
    ];
    const second = await exchange(message(attributes, key));
    if (!second) return 'silent';
    const reply = read(second);
    const error = reply.attributes.get(ERROR);
    return reply.ok || !error ? 'ok' : (error[2] ?? 0) * 100 + (error[3] ?? 0);
  } finally {
    socket.close();
  }
}

function freeUdpPort(): Promise<number> {
  return new Promise((done) => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => done(port));
    });
  });
}
