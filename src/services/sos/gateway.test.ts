import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Notification } from '../../center/connectors/notify.ts';
import { until } from '../../testing/harness.ts';
import { newPress, type Rescue, startRescue } from '../../testing/rescue.ts';
import type { Notice } from './protocol.ts';

/** A gateway for texts, as a town might have one. */
let gateway: Server;
let rescue: Rescue;
let got: { message: Notification; authorization: string | undefined }[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

const accept: typeof answer = (_, response) => void response.writeHead(202).end();

beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      got.push({ message: JSON.parse(body) as Notification, authorization: request.headers.authorization });
      answer(request, response);
    });
  });
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
  const { port } = gateway.address() as AddressInfo;
  rescue = await startRescue({ NOTIFY_URL: `http://127.0.0.1:${port}/send`, NOTIFY_TOKEN: 'a-token' });
});
afterAll(async () => {
  await rescue.stop();
  gateway.closeAllConnections();
  gateway.close();
});
beforeEach(() => {
  got = [];
  answer = accept;
});

async function noticesOf(alarmId: string): Promise<Notice[]> {
  const { chain } = await rescue.officer.get('sos:alarm', { alarmId });
  return chain.flatMap((step) => step.notices);
}

/** Calls for help and waits until both contacts of the family have come to this state. */
async function familyBecomes(alarmId: string, state: Notice['state']): Promise<void> {
  await until(`the family is ${state}`, async () => {
    const notices = await noticesOf(alarmId);
    return notices.length === 2 && notices.every((notice) => notice.state === state);
  });
}

test('the gateway takes each message once, with all that it needs', async () => {
  const input = newPress();
  await rescue.box.get('sos:send', input);
  await familyBecomes(input.alarmId, 'told');
  expect(got.map(({ message }) => message.phone).sort()).toEqual(['138-0000-0301', '139-0000-0101']);
  expect(got[0]).toMatchObject({ authorization: 'Bearer a-token', message: { text: /3号楼 2门301/ } });
  expect(await noticesOf(input.alarmId)).toMatchObject([
    { channel: 'gateway', by: null, nextTryAt: null },
    { channel: 'gateway', by: null, nextTryAt: null },
  ]);
  rescue.later(50_000);
  await rescue.close(input.alarmId);
  expect(got).toHaveLength(2);
  expect(await rescue.deeds(input.alarmId)).toContain('sos.deed.notified.told');
  rescue.later(0);
});

test('a gateway that fails is seen by the officer, and tried again with the same id until it works', async () => {
  answer = (_, response) => void response.writeHead(500).end();
  const input = newPress();
  await rescue.box.get('sos:send', input);
  await familyBecomes(input.alarmId, 'failed');
  expect((await noticesOf(input.alarmId)).every((notice) => notice.nextTryAt)).toBe(true);
  const { connectors } = await rescue.officer.get('desk:connectors', {});
  expect(connectors).toContainEqual(expect.objectContaining({ name: 'notify', kind: 'live', state: 'failing' }));
  answer = accept;
  rescue.later(11_000);
  await familyBecomes(input.alarmId, 'told');
  const ids = got.map(({ message }) => message.id);
  expect(ids).toHaveLength(4);
  expect(new Set(ids).size).toBe(2);
  rescue.later(0);
  await rescue.close(input.alarmId);
});

test('an officer who was faster than the gateway is not contradicted, and it is not tried again', async () => {
  answer = (_, response) => void response.writeHead(500).end();
  const input = newPress();
  const { alarmId } = input;
  await rescue.box.get('sos:send', input);
  await familyBecomes(alarmId, 'failed');
  for (const { id } of await noticesOf(alarmId))
    await rescue.officer.get('sos:notified', { alarmId, noticeId: id, state: 'reached', words: '' });
  answer = accept;
  rescue.later(61_000);
  await until('the grid worker is told', () => got.find(({ message }) => message.name === '高志远'));
  expect(got.filter(({ message }) => message.name !== '高志远')).toHaveLength(2);
  expect((await noticesOf(alarmId)).slice(0, 2).map((notice) => notice.state)).toEqual(['reached', 'reached']);
  rescue.later(0);
  await rescue.close(alarmId);
});

test('a gateway that hangs holds up no alarm', async () => {
  const held: ServerResponse[] = [];
  answer = (_, response) => void held.push(response);
  const first = newPress();
  await rescue.box.get('sos:send', first);
  await until('the gateway has both messages', () => held.length === 2);
  await rescue.officer.get('sos:take', { alarmId: first.alarmId });
  await rescue.close(first.alarmId);
  const second = newPress();
  await rescue.box.get('sos:send', second);
  await until('its family is told, too', () => held.length === 4);
  expect(await rescue.officer.get('sos:take', { alarmId: second.alarmId })).toMatchObject({ state: 'assigned' });
  for (const response of held) accept(undefined as never, response);
  await rescue.close(second.alarmId);
});

test('a drill reaches nobody outside, until it is real', async () => {
  const { households } = await rescue.officer.get('people:households', { search: '2门301' });
  await rescue.officer.get('sos:startDrill', { householdId: households[0]?.id ?? '' });
  const input = newPress();
  const { alarmId } = input;
  expect(await rescue.box.get('sos:send', input)).toMatchObject({ drill: true });
  rescue.later(61_000);
  await until('the grid worker is asked for', () => rescue.atDesk(alarmId)?.level === 2);
  expect(await noticesOf(alarmId)).toMatchObject(
    ['王丽', '李建国', '高志远'].map((name) => ({
      name,
      state: 'due',
      channel: 'desk',
      words: '演练：不用真的打电话',
    })),
  );
  expect(got).toEqual([]);
  await rescue.officer.get('sos:undrill', { alarmId });
  await until('all are told', () => got.length === 3);
  await until('all is written', async () => (await noticesOf(alarmId)).every((notice) => notice.state === 'told'));
  expect((await noticesOf(alarmId)).map((notice) => notice.words)).toEqual(['', '', '']);
  rescue.later(0);
  await rescue.close(alarmId);
});
