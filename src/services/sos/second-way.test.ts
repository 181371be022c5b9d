import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import { newSecret, until } from '../../testing/harness.ts';
import { newPress, type Rescue, startRescue } from '../../testing/rescue.ts';
import { SECOND_WAY } from './protocol.ts';

let rescue: Rescue;
beforeAll(async () => {
  rescue = await startRescue();
});
afterAll(() => rescue.stop());

/** Sends whatever it is given, as a box would. */
async function post(body: string, secret = rescue.box.secret, headers: Record<string, string> = {}) {
  const response = await fetch(`${rescue.center.url}${SECOND_WAY}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}`, ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, reply: await response.json() };
}

const cry = (name: string, input: unknown, key = newId()) => JSON.stringify({ name, key, input });

test('a call for help by HTTP alone rings at the desk like any other', async () => {
  const input = newPress();
  const { alarmId } = input;
  expect(await post(cry('sos:press', input))).toMatchObject({
    status: 200,
    reply: { ok: true, value: { id: alarmId, state: 'pressed' } },
  });
  await until('the desk rings', () => rescue.atDesk(alarmId)?.ringing);
  expect(await post(cry('sos:send', input))).toMatchObject({ reply: { value: { state: 'sent' } } });
  await rescue.officer.get('sos:take', { alarmId });
  expect(await post(cry('sos:cancel', { alarmId }))).toMatchObject({
    status: 409,
    reply: { ok: false, refusal: { code: 'late', text: 'sos.refused.taken' } },
  });
  await rescue.close(alarmId);
});

test('both ways at the same moment, and again after a restart: one alarm, one press', async () => {
  const input = newPress();
  const key = newId();
  await Promise.all([
    rescue.box.get('sos:press', input, key),
    post(cry('sos:press', input, key)),
    post(cry('sos:press', input, key)),
  ]);
  await rescue.restart();
  await post(cry('sos:press', input, key));
  await rescue.box.get('sos:press', input, key);
  expect(await rescue.officer.get('sos:alarm', input)).toMatchObject({ presses: 1, state: 'pressed' });
  // Another press is another key.
  await post(cry('sos:press', input));
  expect(await rescue.officer.get('sos:alarm', input)).toMatchObject({ presses: 2 });
  await rescue.close(input.alarmId);
});

test('from a page of another server, too: the secret proves the box, no cookie does', async () => {
  const { status, headers } = await post(cry('sos:press', newPress()), rescue.box.secret, {
    origin: 'https://tv.elsewhere.example',
  });
  expect([status, headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  const preflight = await fetch(`${rescue.center.url}${SECOND_WAY}`, {
    method: 'OPTIONS',
    headers: { origin: 'https://tv.elsewhere.example', 'access-control-request-method': 'POST' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  const { alarm } = await rescue.box.get('sos:current', {});
  await rescue.close(alarm?.id ?? '');
});

test('whatever else comes in is refused in the same form, logged, and harms nobody', async () => {
  const good = cry('sos:press', newPress());
  const bad: [body: string, status: number, secret?: string][] = [
    [good, 401, newSecret()],
    [good, 401, 'short'],
    ['', 400],
    ['{"name":', 400],
    ['null', 400],
    ['[]', 400],
    [JSON.stringify({ name: 'meals:order', key: newId(), input: {} }), 400],
    [JSON.stringify({ name: 'sos:take', key: newId(), input: newPress() }), 400],
    [JSON.stringify({ name: 'sos:press', input: newPress() }), 400],
    [cry('sos:press', { alarmId: 'x', pressedAt: 'y' }), 400],
    [cry('sos:press', { ...newPress(), more: 'x'.repeat(5_000) }), 400],
  ];
  for (const [body, status, secret] of bad) {
    const answer = await post(body, secret);
    expect([body.slice(0, 60), answer.status]).toEqual([body.slice(0, 60), status]);
    expect(answer.reply).toMatchObject({ ok: false, refusal: { text: expect.any(String) } });
  }
  expect((await post(good, undefined, { 'content-type': 'text/xml' })).status).toBe(400);
  expect(rescue.center.log.some((line) => line.msg === 'a call for help by HTTP could not be read')).toBe(true);
  expect((await rescue.box.get('sos:current', {})).alarm).toBeNull();
});

test('there is no limit to how often it may be called', async () => {
  const input = newPress();
  const body = cry('sos:press', input, newId());
  const replies = await Promise.all(Array.from({ length: 120 }, () => post(body)));
  expect(replies.every(({ status }) => status === 200)).toBe(true);
  await rescue.close(input.alarmId);
});
