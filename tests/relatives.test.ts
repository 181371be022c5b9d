import { afterAll, beforeAll, expect, test } from 'vitest';
import { INVITATION_MS, INVITATION_PATH, MOST_RELATIVES } from '../src/protocol/contracts/relatives.ts';
import {
  acceptInvitation,
  connectBox,
  connectPhone,
  connectRelative,
  connectStaff,
  enrolBox,
  newSecret,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../src/testing/harness.ts';

let center: TestCenter;
let box: TestBox;
beforeAll(async () => {
  center = await startTestCenter({ PUBLIC_URL: 'https://tv.example.org' });
  box = await connectBox(center);
});
afterAll(async () => {
  box.close();
  await center.stop();
});

const look = (url: string) =>
  fetch(`${center.url}${INVITATION_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: url.split('#')[1] }),
  });
const refusalOf = async (response: Response) =>
  ((await response.json()) as { refusal: { code: string; text: string } }).refusal.text;

test('invited on the TV, taken once on a phone, seen by the home and the desk, and no secret is kept', async () => {
  const clerk = await connectStaff(center, 'clerk');
  const { url, relative, until: goodUntil } = await box.get('relatives:invite', { relation: 'daughter' });
  expect(url).toMatch(/^https:\/\/tv\.example\.org\/phone\/#[\w-]{43}$/);
  expect(Date.parse(goodUntil) - Date.now()).toBeGreaterThan(INVITATION_MS - 60_000);
  expect(relative).toMatchObject({ relation: 'daughter', name: '', state: 'waiting', online: false });
  expect(await (await look(url)).json()).toMatchObject({
    label: '3号楼 2门301',
    residents: ['张德福', '王秀英'],
    relation: 'daughter',
  });

  const secret = newSecret();
  expect((await acceptInvitation(center, url, '王丽', secret)).status).toBe(204);
  // Its reply may have been lost: the same phone asks again.
  expect((await acceptInvitation(center, url, '王丽', secret)).status).toBe(204);
  const stranger = await acceptInvitation(center, url, '别人', newSecret());
  expect([stranger.status, await refusalOf(stranger)]).toEqual([410, 'refusal.invitation.used']);

  const phone = await connectPhone(center, secret);
  const me = await phone.get('relatives:me', {});
  expect(me).toMatchObject({
    relative: { id: relative.id, name: '王丽', state: 'active', online: true },
    household: { label: '3号楼 2门301', residents: ['张德福', '王秀英'], online: true },
  });
  const householdId = me.household.id;
  await until('the home sees them come', async () =>
    (await box.get('relatives:mine', {})).relatives.some((r) => r.id === relative.id && r.online),
  );
  for (const seer of [box, clerk]) {
    await until('they hear of it', () => seer.pushes.find(({ name }) => name === 'relatives:changed'));
  }
  phone.close();
  await until('the home sees them go', async () =>
    (await clerk.get('relatives:ofHousehold', { householdId })).relatives.some((r) => r.name === '王丽' && !r.online),
  );
  const [row] = (await center.center.place.db.$client.query('SELECT * FROM relative WHERE id = $1', [relative.id]))
    .rows;
  for (const kept of Object.values(row)) expect([secret, url.split('#')[1]]).not.toContain(kept);
  expect(center.log.map((line) => JSON.stringify(line)).join()).not.toContain(secret);
  clerk.close();
});

test('revoked while they look: the page is told, cut off, and stays out', async () => {
  const phone = await connectRelative(center, box, { relation: 'son', name: '王强' });
  const gone = new Promise((done) => phone.socket.once('disconnect', done));
  expect(await box.get('relatives:revoke', { relativeId: phone.relativeId })).toMatchObject({ state: 'revoked' });
  await gone;
  expect(phone.pushes.at(-1)).toEqual({ name: 'relatives:revoked', body: {} });
  await expect(connectPhone(center, phone.secret)).rejects.toMatchObject({ data: { code: 'signed-out' } });
  expect(await box.ask('relatives:revoke', { relativeId: phone.relativeId })).toMatchObject({
    refusal: { code: 'gone' },
  });
});

test('a relative leaves; an invitation is revoked before it was taken; another is too old; a made-up one', async () => {
  const phone = await connectRelative(center, box, { relation: 'carer', name: '刘姐' });
  await phone.get('relatives:leave', {}).catch(() => undefined);
  await expect(connectPhone(center, phone.secret)).rejects.toMatchObject({ data: { code: 'signed-out' } });

  const revoked = await box.get('relatives:invite', { relation: 'friend' });
  const old = await box.get('relatives:invite', { relation: 'friend' });
  await box.get('relatives:revoke', { relativeId: revoked.relative.id });
  center.setClock(INVITATION_MS + 1_000);
  const states = (await box.get('relatives:mine', {})).relatives;
  expect(states.find((r) => r.id === old.relative.id)?.state).toBe('expired');
  for (const [url, why] of [
    [revoked.url, 'revoked'],
    [old.url, 'expired'],
    [`#${'x'.repeat(43)}`, 'unknown'],
  ] as const) {
    const answer = await acceptInvitation(center, url, '谁', newSecret());
    expect([answer.status, await refusalOf(answer)]).toEqual([410, `refusal.invitation.${why}`]);
  }
  center.setClock(0);
});

test("another home can neither see nor revoke; a phone may ask nothing of the house's; officers act for a home", async () => {
  const phone = await connectRelative(center, box, { name: '王小雨', relation: 'grandchild' });
  const neighbour = await enrolBox(center, '1门502');
  expect((await neighbour.get('relatives:mine', {})).relatives).toEqual([]);
  expect(await neighbour.ask('relatives:revoke', { relativeId: phone.relativeId })).toMatchObject({
    refusal: { code: 'gone' },
  });
  for (const name of ['relatives:mine', 'box:home', 'people:households'] as const) {
    expect(await phone.ask(name, {})).toMatchObject({ refusal: { code: 'forbidden' } });
  }
  neighbour.close();

  const officer = await connectStaff(center, 'officer');
  const { id: householdId } = (await phone.get('relatives:me', {})).household;
  const cut = new Promise((done) => phone.socket.once('disconnect', done));
  await officer.get('relatives:revokeFor', { relativeId: phone.relativeId });
  await cut;
  // Up to the limit, also when all come at once.
  const asked = await Promise.all(
    Array.from({ length: MOST_RELATIVES + 2 }, () =>
      officer.ask('relatives:inviteFor', { householdId, relation: 'friend' }),
    ),
  );
  const { relatives } = await officer.get('relatives:ofHousehold', { householdId });
  expect(relatives.filter(({ state }) => state === 'waiting' || state === 'active')).toHaveLength(MOST_RELATIVES);
  expect(asked.filter((reply) => !reply.ok).map((reply) => !reply.ok && reply.refusal.text)).toContain(
    'refusal.tooManyRelatives',
  );
  officer.close();
});

test('whoever guesses tokens waits', async () => {
  const answers: number[] = [];
  for (let i = 0; i < 8; i++) answers.push((await look(`#${'y'.repeat(40)}${i}`)).status);
  expect(answers.at(0)).toBe(410);
  expect(answers.at(-1)).toBe(503);
});
