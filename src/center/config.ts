import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import type { IceRule } from './calls/ice.ts';

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The environment is wrong; `message` says on one line, in Chinese and English, what to set instead. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** What a person who got a setting wrong needs to read. Without its value, which may be a secret. */
function wrong(name: string, chinese: string, english: string): string {
  return `${name} 不对:${chinese} / ${name} is wrong: ${english}`;
}

const port = wrong(
  'PORT',
  '请写 0 到 65535 的整数,例如 PORT=8080',
  'set a whole number from 0 to 65535, e.g. PORT=8080',
);
const url = wrong(
  'DATABASE_URL',
  '请写 postgres://用户:密码@主机:5432/库名,或者不设,用自带的数据库',
  'set postgres://user:password@host:5432/name, or unset it to use the embedded database',
);
const sample = wrong('SAMPLE', '请写 on 或 off', 'set on or off');
const sampleMedia = wrong('SAMPLE_MEDIA', '请写 on 或 off', 'set on or off');
const level = wrong('LOG_LEVEL', `请写 ${LEVELS.join(' ')} 之一`, `set one of ${LEVELS.join(' ')}`);
const origins = wrong(
  'PUBLIC_ORIGINS',
  '请用逗号分开网址,例如 https://tv.example.org,只写到域名和端口',
  'set origins separated by commas, e.g. https://tv.example.org, without a path',
);
const publicUrl = wrong(
  'PUBLIC_URL',
  '请写手机能打开的网址,例如 https://tv.example.org,只写到域名和端口',
  'set the origin that phones reach, e.g. https://tv.example.org, without a path',
);
const ticket = wrong(
  'BOX_TICKET_AFTER_S',
  '请写 5 到 86400 的整秒数，例如 BOX_TICKET_AFTER_S=300',
  'set whole seconds from 5 to 86400, e.g. BOX_TICKET_AFTER_S=300',
);
const notifyUrl = wrong(
  'NOTIFY_URL',
  '请写短信或语音网关的网址，例如 https://sms.example.org/send',
  'set the URL of the text or voice gateway, e.g. https://sms.example.org/send',
);
const turnUrls = wrong(
  'TURN_URLS',
  '请用逗号分开，例如 turn:turn.example.org:3478,turns:turn.example.org:443?transport=tcp',
  'set addresses separated by commas, e.g. turn:turn.example.org:3478,turns:turn.example.org:443?transport=tcp',
);
const stunUrls = wrong(
  'STUN_URLS',
  '请用逗号分开，例如 stun:turn.example.org:3478',
  'set addresses separated by commas, e.g. stun:turn.example.org:3478',
);
const turnSecret = wrong(
  'TURN_SECRET',
  '有 TURN_URLS 就要设，至少 16 个字符，和 TURN 服务器的一样',
  'needed with TURN_URLS: at least 16 characters, the same as the TURN server has',
);
const turnTtl = wrong(
  'TURN_TTL',
  '请写 60 到 86400 的整秒数，例如 TURN_TTL=3600',
  'set whole seconds from 60 to 86400, e.g. TURN_TTL=3600',
);
const relayOnly = wrong('CALL_RELAY_ONLY', '请写 on 或 off；on 要有 TURN_URLS', 'set on or off; on needs TURN_URLS');
const callRing = wrong(
  'CALL_RING_S',
  '请写 5 到 300 的整秒数，例如 CALL_RING_S=45',
  'set whole seconds from 5 to 300, e.g. CALL_RING_S=45',
);
const gateway = wrong(
  'CAMERA_GATEWAY',
  '请写 embedded、mediamtx 或 janus；后两个还要写 CAMERA_GATEWAY_URL，例如 http://10.0.0.5:8889',
  'set embedded, mediamtx or janus; the latter two also need CAMERA_GATEWAY_URL, e.g. http://10.0.0.5:8889',
);
const paymentUrl = wrong(
  'PAYMENT_GATEWAY_URL',
  '请写支付网关的网址，例如 https://pay.example.org/v1，并且设 PAYMENT_GATEWAY_KEY',
  'set the URL of the payment gateway, e.g. https://pay.example.org/v1, and PAYMENT_GATEWAY_KEY',
);
const paymentKey = wrong(
  'PAYMENT_GATEWAY_KEY',
  '至少 32 个字符，和支付网关的一样；有 PAYMENT_GATEWAY_URL 就要设',
  'at least 32 characters, the same as the gateway has; needed with PAYMENT_GATEWAY_URL',
);
const token = wrong('METRICS_TOKEN', '至少 16 个字符', 'set at least 16 characters');

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

/** Addresses of STUN (RFC 7064) or TURN (RFC 7065), separated by commas. */
const addresses = (form: RegExp, message: string) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.split(',').map((part) => part.trim())),
    v.array(v.pipe(v.string(), v.regex(form, message))),
  );

const Environment = v.object({
  PORT: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,5}$/, port), v.transform(Number), v.maxValue(65_535, port)),
    '8080',
  ),
  HOST: v.optional(v.string(), '0.0.0.0'),
  DATA_DIR: v.optional(v.string(), '.data'),
  KEYS_DIR: v.optional(v.string()),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, url), v.url(url))),
  SAMPLE: v.optional(v.picklist(['on', 'off'], sample), 'on'),
  SAMPLE_MEDIA: v.optional(v.picklist(['on', 'off'], sampleMedia), 'on'),
  LOG_LEVEL: v.optional(v.picklist(LEVELS, level), 'info'),
  PUBLIC_ORIGINS: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(',').map((part) => part.trim())),
      v.array(v.pipe(v.string(), v.check(isOrigin, origins))),
    ),
  ),
  PUBLIC_URL: v.optional(v.pipe(v.string(), v.check(isOrigin, publicUrl))),
  TV_DIR: v.optional(v.string()),
  BOX_TICKET_AFTER_S: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,5}$/, ticket),
      v.transform(Number),
      v.minValue(5, ticket),
      v.maxValue(86_400, ticket),
    ),
    '300',
  ),
  NOTIFY_URL: v.optional(v.pipe(v.string(), v.url(notifyUrl), v.regex(/^https?:\/\//, notifyUrl))),
  NOTIFY_TOKEN: v.optional(v.string()),
  TURN_URLS: v.optional(addresses(/^turns?:[^\s:?]+(:\d+)?(\?transport=(udp|tcp))?$/, turnUrls)),
  STUN_URLS: v.optional(addresses(/^stuns?:[^\s:?]+(:\d+)?$/, stunUrls)),
  TURN_SECRET: v.optional(v.pipe(v.string(), v.minLength(16, turnSecret))),
  TURN_TTL: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,5}$/, turnTtl),
      v.transform(Number),
      v.minValue(60, turnTtl),
      v.maxValue(86_400, turnTtl),
    ),
    '3600',
  ),
  CALL_RELAY_ONLY: v.optional(v.picklist(['on', 'off'], relayOnly), 'off'),
  CALL_RING_S: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, callRing),
      v.transform(Number),
      v.minValue(5, callRing),
      v.maxValue(300, callRing),
    ),
    '45',
  ),
  CAMERA_GATEWAY: v.optional(v.picklist(['embedded', 'mediamtx', 'janus'], gateway), 'embedded'),
  CAMERA_GATEWAY_URL: v.optional(v.pipe(v.string(), v.url(gateway), v.regex(/^https?:\/\//, gateway))),
  PAYMENT_GATEWAY_URL: v.optional(v.pipe(v.string(), v.url(paymentUrl), v.regex(/^https?:\/\//, paymentUrl))),
  PAYMENT_GATEWAY_KEY: v.optional(v.pipe(v.string(), v.minLength(32, paymentKey))),
  METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(16, token))),
});

/** The center's settings, checked. */
export interface Config {
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  /** Absolute path of the folder with everything the center keeps. It exists and can be written to. */
  readonly dataDir: string;
  /** Absolute path of the folder with the center's private keys; best on another disk than the database. */
  readonly keysDir: string;
  /** Another PostgreSQL than the embedded one. */
  readonly databaseUrl?: string;
  /** Whether an empty database is filled with the sample community. */
  readonly sample: 'on' | 'off';
  /** Whether the sample community gets films and channels, made by ffmpeg in the background. */
  readonly sampleMedia: 'on' | 'off';
  readonly logLevel: (typeof LEVELS)[number];
  /** Origins a browser may come from besides the center's own, e.g. `https://tv.example.org`. */
  readonly publicOrigins: readonly string[];
  /** Origin under which phones outside reach the center; invitations name it. Phones give camera and microphone to https only. */
  readonly publicUrl?: string;
  /** Absolute path of another build of the TV app than the project's own. */
  readonly tvDir?: string;
  /** A box that is gone so long, in seconds, becomes a ticket in the desk's queue. */
  readonly boxTicketAfterS: number;
  /** The ways between two ends of a call. */
  readonly calls: IceRule;
  /** A call rings so long, in seconds; then it was missed. */
  readonly callRingS: number;
  /** Another program that gives cameras' pictures to viewers, with its base URL; without it the center does. */
  readonly cameraGateway?: { readonly kind: 'mediamtx' | 'janus'; readonly url: string };
  /** Where payments by QR code are made; without it the sample gateway and its pay page, which move no real money. */
  readonly paymentGateway?: { readonly url: string; readonly key: string };
  /** Bearer token that opens the metrics page; without it only this machine sees them. */
  readonly metricsToken?: string;
  /** Gateway for texts or voice calls to families and helpers; without it the desk phones them. */
  readonly notifyUrl?: string;
  /** Bearer token that the gateway asks for. */
  readonly notifyToken?: string;
}

function writableFolder(name: 'DATA_DIR' | 'KEYS_DIR', path: string): string {
  const folder = resolve(path);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ConfigError(
      `${name}=${JSON.stringify(path)} 不能写入(${reason}):请换一个可写的文件夹,或改它的权限 / ` +
        `${name} cannot be written to (${reason}): name another folder or change its permissions`,
    );
  }
}

/**
 * Reads the settings from environment variables; empty ones count as absent. Makes the data folder.
 * Throws `ConfigError` with one line about the first thing that is wrong.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = v.safeParse(Environment, present, { abortEarly: true });
  if (!parsed.success) throw new ConfigError(parsed.issues[0].message);
  const set = parsed.output;
  if (set.TURN_URLS && !set.TURN_SECRET) throw new ConfigError(turnSecret);
  if (set.CALL_RELAY_ONLY === 'on' && !set.TURN_URLS) throw new ConfigError(relayOnly);
  const { PAYMENT_GATEWAY_URL: payUrl, PAYMENT_GATEWAY_KEY: payKey } = set;
  if (payUrl && !payKey) throw new ConfigError(paymentKey);
  const { CAMERA_GATEWAY: kind, CAMERA_GATEWAY_URL: base } = set;
  if (kind !== 'embedded' && !base) throw new ConfigError(gateway);
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir: writableFolder('DATA_DIR', set.DATA_DIR),
    keysDir: writableFolder('KEYS_DIR', set.KEYS_DIR ?? join(set.DATA_DIR, 'keys')),
    databaseUrl: set.DATABASE_URL,
    sample: set.SAMPLE,
    sampleMedia: set.SAMPLE_MEDIA,
    logLevel: set.LOG_LEVEL,
    publicOrigins: [...(set.PUBLIC_ORIGINS ?? []), ...(set.PUBLIC_URL ? [set.PUBLIC_URL] : [])],
    publicUrl: set.PUBLIC_URL ?? set.PUBLIC_ORIGINS?.[0],
    tvDir: set.TV_DIR && resolve(set.TV_DIR),
    boxTicketAfterS: set.BOX_TICKET_AFTER_S,
    calls: {
      stunUrls: set.STUN_URLS ?? [],
      turnUrls: set.TURN_URLS ?? [],
      turnSecret: set.TURN_SECRET ?? '',
      turnTtlS: set.TURN_TTL,
      relayOnly: set.CALL_RELAY_ONLY === 'on',
    },
    callRingS: set.CALL_RING_S,
    ...(kind !== 'embedded' && base && { cameraGateway: { kind, url: base } }),
    ...(payUrl && payKey && { paymentGateway: { url: payUrl, key: payKey } }),
    metricsToken: set.METRICS_TOKEN,
    notifyUrl: set.NOTIFY_URL,
    notifyToken: set.NOTIFY_TOKEN,
  };
}
