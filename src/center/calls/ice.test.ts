import { afterAll, beforeAll, expect, test } from 'vitest';
import { allocate, startTurn, type TestTurn } from '../../testing/turn.ts';
import { type IceRule, iceServers } from './ice.ts';

let turn: TestTurn;
beforeAll(async () => {
  turn = await startTurn();
});
afterAll(() => turn.stop());

const rule = (part: Partial<IceRule> = {}): IceRule => ({
  stunUrls: [],
  turnUrls: [turn.url],
  turnSecret: turn.secret,
  turnTtlS: 3_600,
  relayOnly: true,
  ...part,
});

function credentials(of: IceRule, at = new Date().toISOString()): [url: string, username: string, credential: string] {
  const [server] = iceServers(of, 'household:1', at).servers;
  return [server?.urls[0] ?? '', server?.username ?? '', server?.credential ?? ''];
}

test('the real relay takes our credentials, also after it was started anew', async () => {
  expect(await allocate(...credentials(rule()))).toBe('ok');
  await turn.restart();
  expect(await allocate(...credentials(rule()))).toBe('ok');
});

test('it refuses what another secret made, what is over, and a name that was changed', async () => {
  expect(await allocate(...credentials(rule({ turnSecret: 'another-secret-than-its' })))).toBe(401);
  expect(await allocate(...credentials(rule(), new Date(Date.now() - 7_200_000).toISOString()))).toBe(401);
  const [url, username, credential] = credentials(rule());
  expect(await allocate(url, username.replace('household:1', 'household:2'), credential)).toBe(401);
});

test('without a relay there are only STUN servers, or none', () => {
  const none = rule({ turnUrls: [], relayOnly: false });
  expect(iceServers(none, 'staff:1', '2026-11-24T08:00:00.000Z')).toEqual({
    until: '2026-11-24T09:00:00.000Z',
    relayOnly: false,
    servers: [],
  });
  const stun = iceServers({ ...none, stunUrls: ['stun:127.0.0.1:3478'] }, 'staff:1', '2026-11-24T08:00:00.000Z');
  expect(stun.servers).toEqual([{ urls: ['stun:127.0.0.1:3478'] }]);
});
