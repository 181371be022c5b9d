import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiyangli-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('works without any setting but the data folder, which it makes', () => {
  const dataDir = join(folder, 'a/b');
  const config = readConfig({ DATA_DIR: dataDir, PORT: '' });
  expect(config).toMatchObject({ port: 8080, host: '0.0.0.0', dataDir, sample: 'on', logLevel: 'info' });
  expect(config.publicOrigins).toEqual([]);
  expect(existsSync(dataDir)).toBe(true);
});

test('reads every setting', () => {
  const config = readConfig({
    ...{ DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1', SAMPLE: 'off', LOG_LEVEL: 'warn' },
    ...{ DATABASE_URL: 'postgres://a:b@c:5432/d', METRICS_TOKEN: '0123456789abcdef' },
    ...{ BOX_TICKET_AFTER_S: '600', KEYS_DIR: join(folder, 'safe'), NOTIFY_URL: 'https://sms.example.org/send' },
    NOTIFY_TOKEN: 'a-token',
    PUBLIC_ORIGINS: 'https://tv.example.org, http://localhost:3000',
    PUBLIC_URL: 'https://phone.example.org',
    ...{ TURN_URLS: 'turn:turn.example.org:3478, turns:turn.example.org:443?transport=tcp' },
    ...{ TURN_SECRET: '0123456789abcdef', TURN_TTL: '600', STUN_URLS: 'stun:turn.example.org', CALL_RELAY_ONLY: 'on' },
    CALL_RING_S: '60',
  });
  expect(config).toEqual({
    ...{
      dataDir: folder,
      keysDir: join(folder, 'safe'),
      notifyUrl: 'https://sms.example.org/send',
      notifyToken: 'a-token',
      port: 0,
      host: '127.0.0.1',
      sample: 'off',
      sampleMedia: 'on',
      logLevel: 'warn',
    },
    ...{ databaseUrl: 'postgres://a:b@c:5432/d', metricsToken: '0123456789abcdef', boxTicketAfterS: 600 },
    publicOrigins: ['https://tv.example.org', 'http://localhost:3000', 'https://phone.example.org'],
    publicUrl: 'https://phone.example.org',
    calls: {
      turnUrls: ['turn:turn.example.org:3478', 'turns:turn.example.org:443?transport=tcp'],
      turnSecret: '0123456789abcdef',
      turnTtlS: 600,
      stunUrls: ['stun:turn.example.org'],
      relayOnly: true,
    },
    callRingS: 60,
  });
});

test.each([
  ['PORT', 'eighty'],
  ['PORT', '65536'],
  ['DATABASE_URL', 'mysql://user:geheim@host/name'],
  ['SAMPLE', 'yes'],
  ['LOG_LEVEL', 'loud'],
  ['PUBLIC_ORIGINS', 'https://tv.example.org/path'],
  ['PUBLIC_URL', 'tv.example.org'],
  ['BOX_TICKET_AFTER_S', '2'],
  ['NOTIFY_URL', 'ftp://geheim'],
  ['METRICS_TOKEN', 'geheim'],
  ['NOTIFY_URL', 'geheim'],
  ['TURN_URLS', 'https://geheim'],
  ['STUN_URLS', 'turn:geheim'],
  ['TURN_SECRET', 'geheim'],
  ['TURN_TTL', '5'],
  ['CALL_RING_S', '4'],
  // Without a relay there is nothing to go through.
  ['CALL_RELAY_ONLY', 'on'],
])('says on one line, without the value, what is wrong with %s=%s', (name, value) => {
  const failure = () => readConfig({ DATA_DIR: folder, [name]: value });
  expect(failure).toThrow(ConfigError);
  expect(failure).toThrow(new RegExp(`^${name} 不对:(?!.*geheim).+ / ${name} is wrong: .+$`));
});

test('a relay needs its secret', () => {
  expect(() => readConfig({ DATA_DIR: folder, TURN_URLS: 'turn:turn.example.org' })).toThrow(/^TURN_SECRET /);
});

test('says when the data folder cannot be written to', () => {
  const inAFile = join(import.meta.filename, 'data');
  expect(() => readConfig({ DATA_DIR: inAFile })).toThrow(/^DATA_DIR=.*不能写入\(ENOTDIR\).*cannot be written to/);
});
