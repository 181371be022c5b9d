import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shanghai } from '../../protocol/time.ts';
import { type Newsroom, openNewsroom, stopped, warned } from '../../testing/broadcaster.ts';
import {
  type Client,
  connectBox,
  connectStaff,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../../testing/harness.ts';
import { readAtom, readCap } from './center/cap/cap.ts';
import { writeAtom } from './center/cap/write-atom.ts';
import { poll } from './center/cap-in.ts';
import { findSource } from './center/sources.ts';
import type { Source, SourceInput } from './protocol.ts';

let center: TestCenter;
let newsroom: Newsroom;
let admin: Client;
let box: TestBox;

beforeAll(async () => {
  center = await startTestCenter();
  newsroom = await openNewsroom(center);
  admin = await connectStaff(center, 'admin');
  box = await connectBox(center);
});
afterAll(async () => {
  for (const one of [box, admin, newsroom]) one.close();
  await center.stop();
});

const HOUR = 3_600_000;
const capTime = (ms: number) => shanghai(ms).format('YYYY-MM-DDTHH:mm:ssZ');
const fixture = (name: string) => readFileSync(join(import.meta.dirname, `../../../tests/fixtures/cap/${name}.xml`));

interface CapPart {
  identifier?: string;
  status?: string;
  msgType?: string;
  references?: string;
  level?: string;
  event?: string;
  headline?: string;
  description?: string;
  code?: string;
}

/** A message as a weather office here would send it. */
function cap(part: CapPart = {}): string {
  const { identifier = crypto.randomUUID(), status = 'Actual', msgType = 'Alert', level = 'orange' } = part;
  const { event = '暴雪', headline = '暴雪橙色预警', description = '今夜有暴雪，请不要出门。', code = '120104' } = part;
  const references = part.references ? `<references>${part.references}</references>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${identifier}</identifier><sender>qx@tj</sender><sent>${capTime(Date.now())}</sent><status>${status}</status><msgType>${msgType}</msgType><scope>Public</scope>${references}<info><language>zh-CN</language><category>Met</category><event>${event}</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty><expires>${capTime(Date.now() + 6 * HOUR)}</expires><senderName>天津市气象台</senderName><headline>${headline}</headline><description>${description}</description><parameter><valueName>level</valueName><value>${level}</value></parameter><area><areaDesc>南开区</areaDesc><geocode><valueName>adcode</valueName><value>${code}</value></geocode></area></info></alert>`;
}

async function addSource(
  part: Partial<v.InferInput<typeof SourceInput>> = {},
): Promise<{ source: Source; token: string }> {
  const { source, token } = await admin.get('broadcast:saveSource', {
    source: {
      name: '天津市气象台',
      hazards: ['weather', 'flood'],
      levels: ['red', 'orange', 'yellow', 'blue'],
      audience: [{ kind: 'community' }],
      rule: 'draft',
      pollUrl: null,
      ...part,
    },
    enabled: true,
  });
  return { source, token: token ?? '' };
}

interface Answer {
  ok: boolean;
  became?: string;
  id?: string | null;
  notes?: { note: string; words: string }[];
  problems?: { rule: string; at: string; words: string; english: string }[];
}

async function post(token: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/cap+xml') {
  const headers = { 'content-type': type, authorization: `Bearer ${token}` };
  const response = await fetch(`${center.url}/cap`, { method: 'POST', headers, body });
  return { status: response.status, ...((await response.json()) as Answer) };
}

const find = async (id: string | null | undefined) =>
  (await newsroom.writer.get('broadcast:messages', {})).messages.find((one) => one.id === id);

test('a message becomes a draft that staff can finish and send; the same message twice is one', async () => {
  const { token } = await addSource();
  const xml = cap();
  const answer = await post(token, xml);
  expect(answer).toMatchObject({ status: 201, ok: true, became: 'draft', notes: [] });
  expect(await find(answer.id)).toMatchObject({
    state: 'draft',
    author: '天津市气象台',
    authorId: null,
    audienceName: '昔阳里社区',
    draft: { level: 'orange', hazard: 'weather', headline: '暴雪橙色预警', body: '今夜有暴雪，请不要出门。' },
    source: { name: '天津市气象台' },
  });
  expect(await post(token, xml)).toMatchObject({ status: 200, became: 'known', id: answer.id });
  expect((await newsroom.writer.get('broadcast:original', { id: answer.id ?? '' })).xml).toBe(xml);
  const { writer, approver } = newsroom;
  const id = answer.id ?? '';
  const { hash, content } = await writer.get('broadcast:prepare', { id });
  const own = { id, hash: hash ?? '', typedPlace: '昔阳里社区' };
  await writer.get('broadcast:submit', { ...own, signature: writer.sign(content ?? '') });
  await approver.get('broadcast:approve', { ...own, signature: approver.sign(content ?? '') });
  await until('it is on the box', () => warned(box, id).length === 1);
});

test.each(['oasis-a1', 'oasis-a2', 'oasis-a3', 'oasis-a4'])(
  'the example %s is accepted and shown to staff',
  async (name) => {
    const { token } = await addSource();
    const answer = await post(token, fixture(name));
    expect(answer).toMatchObject({ status: 201, became: 'draft' });
    expect(answer.notes?.map(({ note }) => note)).toContain('no-level');
    expect(await find(answer.id)).toMatchObject({ state: 'draft', draft: { level: null, audience: [] } });
  },
);

test('what is wrong is told in a list, by rule, place and words; the log has the rules and nothing else', async () => {
  const { source, token } = await addSource();
  const bad = cap()
    .replace(/<geocode>.*<\/geocode>/, '<polygon>1,1 2,2</polygon>')
    .replace('qx@tj', 'qx tj');
  expect(await post(token, bad)).toMatchObject({
    status: 422,
    ok: false,
    problems: [
      { rule: 'forbiddenCharacter', at: 'alert/sender', words: expect.stringContaining('空白') },
      {
        rule: 'polygonFew',
        at: 'alert/info[1]/area[1]/polygon[1]',
        english: expect.stringContaining('at least 4'),
      },
    ],
  });
  for (const [body, rule] of [
    ['', 'empty'],
    ['{"a":1}', 'notXml'],
    ['<!DOCTYPE a []><a/>', 'doctype'],
    [cap().replace('cap:1.2', 'cap:1.1'), 'oldVersion'],
    [Buffer.from(cap(), 'utf16le'), 'utf16'],
    [cap({ description: '雪'.repeat(100_000) }), 'tooLarge'],
  ] as const) {
    const answer = await post(token, body, 'text/plain');
    expect(answer.problems?.map((one) => one.rule)).toEqual([rule]);
  }
  const { sources } = await admin.get('broadcast:sources', {});
  expect(sources.find(({ id }) => id === source.id)?.trouble).not.toBe('');
  const logged = center.log.filter(({ msg }) => msg === 'refused a CAP message');
  expect(logged.at(0)).toMatchObject({ rules: ['forbiddenCharacter', 'polygonFew'] });
  expect(JSON.stringify(logged)).not.toContain('qx');
});

test('an area that is drawn counts as well as one that is named', async () => {
  const { token } = await addSource();
  const { map } = await admin.get('people:map', {});
  const place = map.features.find((one) => one.properties.kind === 'building');
  const [lon, lat] = place?.geometry.type === 'Polygon' ? (place.geometry.coordinates[0]?.[0] ?? []) : [];
  const square = (x: number, y: number) =>
    [
      [-1, -1],
      [-1, 1],
      [1, 1],
      [1, -1],
      [-1, -1],
    ]
      .map(([a = 0, b = 0]) => `${y + a / 100},${x + b / 100}`)
      .join(' ');
  const drawn = (x: number) => cap().replace(/<geocode>.*<\/geocode>/, `<polygon>${square(x, lat ?? 0)}</polygon>`);
  const here = await post(token, drawn(lon ?? 0));
  expect(await find(here.id)).toMatchObject({ audienceName: '昔阳里社区' });
  const elsewhere = await post(token, drawn((lon ?? 0) + 0.5));
  expect(await find(elsewhere.id)).toMatchObject({ audienceName: '' });
});

test('without a token, with a wrong one, or switched off: nothing', async () => {
  const { source, token } = await addSource();
  expect((await post('', cap())).status).toBe(401);
  expect((await post('nonsense', cap())).status).toBe(401);
  const { id, key: _k, audienceName: _a, enabled: _e, polledAt: _p, trouble: _t, heardAt: _h, ...input } = source;
  const renewed = await admin.get('broadcast:saveSource', { id, source: input, enabled: true, newToken: true });
  expect((await post(token, cap())).status).toBe(401);
  expect((await post(renewed.token ?? '', cap())).status).toBe(201);
  await admin.get('broadcast:saveSource', { id, source: input, enabled: false });
  expect((await post(renewed.token ?? '', cap())).status).toBe(401);
  expect(await newsroom.writer.ask('broadcast:saveSource', { source: input, enabled: true })).toMatchObject({
    refusal: { code: 'forbidden' },
  });
});

test('a source that may, sends at once within its bounds, signed by its own key; beyond them it is a draft', async () => {
  const { source, token } = await addSource({ rule: 'send', hazards: ['earthquake', 'weather'] });
  expect(source).toMatchObject({ key: { state: 'certified' }, levels: ['orange', 'yellow', 'blue'] });
  const sent = await post(token, cap());
  expect(sent).toMatchObject({ status: 201, became: 'sent' });
  const message = await until('it is on the box', () => warned(box, sent.id ?? '')[0]);
  expect(message.body.approvals).toHaveLength(1);
  expect(JSON.parse(message.body.approvals[0]?.certificate.text ?? '{}').holder).toMatchObject({
    kind: 'source',
    hazards: ['earthquake', 'weather'],
    levels: ['orange', 'yellow', 'blue'],
  });
  const quake = await post(token, cap({ event: '地震', level: 'red', headline: '地震预警' }));
  expect(quake).toMatchObject({ became: 'sent', notes: [{ note: 'capped' }] });
  expect(await find(quake.id)).toMatchObject({ state: 'sent', draft: { level: 'orange' } });
  const { messages } = await newsroom.writer.get('broadcast:messages', {});
  expect(messages.find(({ draft }) => draft.replaces === quake.id)).toMatchObject({
    state: 'draft',
    draft: { level: 'red' },
  });
  for (const [part, note] of [
    [{ event: '传染病', headline: '传染病提醒' }, 'beyond-bounds'],
    [{ level: 'none' }, 'no-level'],
    [{ code: '110000' }, 'no-place-here'],
    [{ headline: '雪'.repeat(20), event: '雪'.repeat(20) }, 'words-too-long'],
  ] as const) {
    const answer = await post(token, cap(part));
    expect(answer).toMatchObject({ became: 'draft' });
    expect(answer.notes?.map((one) => one.note)).toContain(note);
  }
  await admin.get('broadcast:revokeSigner', { key: source.key?.key ?? '' });
  expect((await post(token, cap())).notes?.map(({ note }) => note)).toContain('no-key');
});

test('an update takes the place of the one before, a cancel stops it; tests are only noted', async () => {
  const { token } = await addSource({ rule: 'send' });
  const reference = (xml: string) =>
    `qx@tj,${/<identifier>(.*)<\/identifier>/.exec(xml)?.[1]},${/<sent>(.*)<\/sent>/.exec(xml)?.[1]}`;
  const first = cap();
  const one = await post(token, first);
  const second = cap({ msgType: 'Update', references: reference(first), description: '暴雪下得更大了。' });
  const two = await post(token, second);
  expect(await find(one.id)).toMatchObject({ state: 'replaced', replacedBy: two.id });
  const three = await post(token, cap({ msgType: 'Cancel', references: reference(second) }));
  expect(three).toMatchObject({ became: 'stopped', id: two.id });
  await until('it is off the box', () => stopped(box, two.id ?? ''));
  expect(await post(token, cap({ msgType: 'Cancel', references: reference(cap()) }))).toMatchObject({
    became: 'stopped',
    id: null,
    notes: [{ note: 'nothing-to-stop' }],
  });
  expect(await post(token, cap({ status: 'Test' }))).toMatchObject({ became: 'noted', id: null });
  expect(await post(token, cap({ msgType: 'Ack', references: reference(first) }))).toMatchObject({ became: 'noted' });
  const drill = await post(token, cap({ status: 'Exercise' }));
  expect(await find(drill.id)).toMatchObject({ state: 'sent', draft: { drill: true } });
});

test('a feed is polled: each message once, from its own origin only; one that cannot be reached says so', async () => {
  const messages = new Map([
    ['/1.xml', cap({ headline: '一' })],
    ['/2.xml', cap({ headline: '二' })],
  ]);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const root = `http://${request.headers.host}`;
    const updated = '2026-11-24T01:00:00.000Z';
    const entry = (href: string) => ({ id: href, title: href, updated, cap: { href } });
    const entries = [`${root}/1.xml`, '/2.xml', 'http://127.0.0.1:1/elsewhere.xml'].map(entry);
    const feed = { id: 'x', title: 'x', updated, entries };
    response.end(messages.get(request.url ?? '') ?? writeAtom(feed, { author: 'x', self: root }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const pollUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`;
  const { source } = await addSource({ pollUrl });
  const { place } = center.center;
  const { community } = await admin.get('desk:me', {});
  const heard = async () =>
    (await newsroom.writer.get('broadcast:messages', {})).messages.filter((one) => one.source?.id === source.id);
  await expect.poll(async () => (await heard()).length).toBe(2);
  const row = await findSource(place.db, community.id, source.id);
  await poll(place, community.id, row);
  expect(await heard()).toHaveLength(2);
  expect(asked.filter((url) => url === '/1.xml')).toHaveLength(1);
  server.close();
  server.closeAllConnections();
  await poll(place, community.id, row);
  const { sources } = await admin.get('broadcast:sources', {});
  expect(sources.find(({ id }) => id === source.id)?.trouble).not.toBe('');
  const { connectors } = await admin.get('desk:connectors', {});
  expect(connectors.find(({ name }) => name === 'cap')).toMatchObject({ state: 'failing' });
});

test('every broadcast goes out as CAP, its stop as a Cancel; homes and groups are nobody else’s business', async () => {
  const { id } = await newsroom.send({ level: 'yellow', headline: '大风黄色预警' });
  const home = await newsroom.send({ level: 'yellow', audience: [{ kind: 'group', group: 'over80' }] });
  await newsroom.writer.get('broadcast:stop', { id });
  const get = (path: string) => fetch(`${center.url}${path}`);
  const bytes = new Uint8Array(await (await get('/cap/feed.xml')).arrayBuffer());
  const reading = await readAtom(bytes, `${center.url}/cap/feed.xml`);
  const ids = reading.ok ? reading.feed.entries.map((entry) => entry.id) : [];
  expect(ids).toEqual(expect.arrayContaining([`urn:xiyangli:${id}`, `urn:xiyangli:${id}.stop`]));
  expect(ids).not.toContain(`urn:xiyangli:${home.id}`);
  const read = async (path: string) => readCap(new Uint8Array(await (await get(path)).arrayBuffer()));
  expect(await read(`/cap/${id}.xml`)).toMatchObject({
    ok: true,
    alert: {
      identifier: id,
      status: 'Actual',
      msgType: 'Alert',
      scope: 'Public',
      infos: [
        { headline: '大风黄色预警', severity: 'Moderate', parameters: [{ valueName: 'level', value: 'yellow' }] },
      ],
    },
  });
  expect(await read(`/cap/${id}.stop.xml`)).toMatchObject({
    ok: true,
    alert: { msgType: 'Cancel', references: [{ identifier: id }] },
  });
  expect((await get(`/cap/${home.id}.xml`)).status).toBe(403);
  expect((await get(`/cap/${home.id}.stop.xml`)).status).toBe(404);
  expect((await get('/cap/nonsense')).status).toBe(404);
});
