import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog } from '../../center/log.ts';
import { openFfmpeg } from '../../center/media/ffmpeg.ts';
import {
  type Client,
  connectBox,
  connectStaff,
  enrolBox,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../../testing/harness.ts';
import { watchByWhep } from '../../testing/whep.ts';
import { gatewayOf } from './center/gateway/gateway.ts';
import { SUB_STREAM } from './center/sample/rtp-feed.ts';
import { type RtspServer, startRtspServer } from './center/sample/rtsp-server.ts';
import type { KeptCamera, LookTicket, Rights } from './protocol.ts';

const NOBODY: Rights = { everyone: false, buildings: [], households: [], families: [], roles: [] };
const ffmpeg = openFfmpeg(openLog('silent'));
let center: TestCenter;
let source: RtspServer;
let admin: Client;
let officer: Client;
let home: TestBox;
let neighbour: TestBox;
let camera: KeptCamera;

const gateway = () => gatewayOf(center.center.place);
const address = (path: string) => `rtsp://guard:s3cret@127.0.0.1:${source.port}/${path}`;
const whep = (look: LookTicket, init: RequestInit = {}, ticket = look.ticket) =>
  fetch(`${center.url}${look.whep}`, {
    ...init,
    headers: { 'content-type': 'application/sdp', authorization: `Bearer ${ticket}` },
  });
const still = (box: TestBox) =>
  fetch(`${center.url}/api/cameras/${camera.id}/still`, { headers: { authorization: `Bearer ${box.secret}` } });
const allow = (rights: Partial<Rights>) =>
  admin.get('cameras:setRights', { cameraId: camera.id, rights: { ...NOBODY, ...rights } });
const states = async () => (await admin.get('cameras:list', {})).cameras.find(({ id }) => id === camera.id)?.state;
const looksNow = async () =>
  (await officer.get('cameras:looks', { cameraId: camera.id })).looks.filter(({ how }) => how !== 'still');

/** Asks five times a second, since the center answers no more than so many asks. */
async function slowly<T>(condition: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((done) => setTimeout(done, 200));
  }
}

beforeAll(async () => {
  const picture = ['-f', 'lavfi', '-i', 'testsrc=s=320x180:r=15'];
  source = await startRtspServer({
    ffmpeg,
    auth: { kind: 'digest', user: 'guard', password: 's3cret' },
    sources: {
      gate: { input: picture, encode: SUB_STREAM },
      disordered: { input: picture, encode: ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '15'] },
      hevc: {
        input: picture,
        encode: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none:keyint=15'],
        codec: 'H265',
      },
    },
  });
  center = await startTestCenter();
  [admin, officer] = [await connectStaff(center, 'admin'), await connectStaff(center, 'officer')];
  home = await connectBox(center);
  neighbour = await enrolBox(center, '3门202');
  camera = await admin.get('cameras:save', {
    name: '北门',
    place: '北大门',
    at: null,
    address: address('gate'),
    retention: '存 7 天',
    enabled: true,
  });
});
afterAll(async () => {
  await center.stop();
  await source.stop();
  expect(ffmpeg.running).toBe(0);
});

test('a camera becomes online, and what opens it is never told, nor logged, nor readable in the database', async () => {
  await slowly(async () => (await states()) === 'online');
  await slowly(() => gateway().stillAt(camera.id).then(Boolean));
  const { cameras } = await officer.get('cameras:list', {});
  expect(cameras.find(({ id }) => id === camera.id)?.host).toBe(`rtsp://127.0.0.1:${source.port}/gate`);
  const rows = (await center.center.place.db.execute('SELECT * FROM camera')).rows;
  for (const text of [JSON.stringify(cameras), JSON.stringify(center.log), JSON.stringify(rows)]) {
    expect(text).not.toContain('s3cret');
  }
});

test('each right opens the camera to those it names, and to nobody else', async () => {
  const householdOf = async (door: string) => {
    const { households } = await (await connectStaff(center, 'clerk')).get('people:households', { search: door });
    const { id = '', buildingId = '' } = households.find((one) => one.door === door) ?? {};
    return { id, buildingId };
  };
  const [mine, theirs] = [await householdOf('2门301'), await householdOf('3门202')];
  const sees = async (who: Client) =>
    (await who.get('cameras:wall', {})).cameras.some(({ id }) => id === camera.id) &&
    (await who.ask('cameras:look', { cameraId: camera.id })).ok;
  const matrix: [Partial<Rights>, home: boolean, neighbour: boolean, officer: boolean, admin: boolean][] = [
    [{}, false, false, false, false],
    [{ everyone: true }, true, true, false, false],
    [{ buildings: [mine.buildingId] }, true, false, false, false],
    [{ households: [theirs.id] }, false, true, false, false],
    [{ families: [mine.id] }, true, false, false, false],
    [{ roles: ['officer'] }, false, false, true, false],
  ];
  for (const [rights, ...expected] of matrix) {
    await allow(rights);
    const seen = [];
    for (const who of [home, neighbour, officer, admin]) seen.push(await sees(who));
    expect(seen, JSON.stringify(rights)).toEqual(expected);
    expect([(await still(home)).status, (await still(neighbour)).status]).toEqual(
      expected.slice(0, 2).map((may) => (may ? 200 : 403)),
    );
  }
  const refused = await home.ask('cameras:look', { cameraId: camera.id });
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'forbidden', text: 'cameras.refused.right' } });
});

test('a look by WHEP: the picture begins with a key picture, and the log knows from when to when', async () => {
  await allow({ everyone: true });
  const before = (await looksNow()).length;
  const look = await home.get('cameras:look', { cameraId: camera.id });
  const viewer = await watchByWhep((offer) => whep(look, { method: 'POST', body: offer }));
  expect(viewer.location).toBe(look.whep);
  await until('pictures come', () => viewer.nalTypes.size > 0 && viewer.packets > 20);
  expect([...viewer.nalTypes].slice(0, 2)).toContain(24);
  const [open] = await looksNow();
  expect(open).toMatchObject({ kind: 'box', who: '3号楼 2门301', how: 'webrtc', until: null });
  expect(gateway().viewers).toBe(1);
  expect((await whep(look, { method: 'DELETE' })).status).toBe(200);
  expect(gateway().viewers).toBe(0);
  await viewer.close();
  const [closed] = await looksNow();
  expect(closed).toMatchObject({ id: open?.id, ended: 'left' });
  expect(closed?.until && closed.until > closed.from).toBe(true);
  expect(await looksNow()).toHaveLength(before + 1);
  const { rows } = await center.center.place.db.execute(
    "SELECT deed, detail FROM audit_entry WHERE deed LIKE 'cameras.look%' ORDER BY seq DESC LIMIT 1",
  );
  expect(rows).toMatchObject([{ deed: 'cameras.looked', detail: { kind: 'box', how: 'webrtc' } }]);
  // The ticket opened this look alone.
  expect((await whep(look, { method: 'POST', body: 'v=0' })).status).toBe(403);
});

test('a ticket runs out, is of one look, and nonsense is refused', async () => {
  const look = await home.get('cameras:look', { cameraId: camera.id });
  const other = await home.get('cameras:look', { cameraId: camera.id });
  expect((await whep(look, { method: 'POST', body: 'v=0' }, other.ticket)).status).toBe(403);
  expect((await whep(look, { method: 'POST', body: 'no offer' })).status).toBe(400);
  expect((await fetch(`${center.url}${look.whep}`, { method: 'POST' })).status).toBe(403);
  center.setClock(21_000);
  expect((await whep(other, { method: 'POST', body: 'v=0' })).status).toBe(403);
  expect((await fetch(`${center.url}${other.hls}`)).status).toBe(403);
  center.setClock(0);
  expect(gateway().viewers).toBe(0);
});

test('HLS opens with the same ticket, in parts of at most 340 ms; the look goes on as long as it is asked for', async () => {
  const look = await officerLook();
  const base = `${center.url}${look.hls}`;
  const list = await (await fetch(base)).text();
  const durations = [...list.matchAll(/PART:DURATION=([\d.]+)/g)].map(([, seconds]) => Number(seconds));
  expect(durations.length).toBeGreaterThan(0);
  expect(Math.max(...durations)).toBeLessThanOrEqual(0.34);
  const init = Buffer.from(await (await fetch(new URL('init.mp4', base))).arrayBuffer());
  expect(init.toString('latin1', 4, 8)).toBe('ftyp');
  const next = /PRELOAD-HINT:TYPE=PART,URI="([^"]+)"/.exec(list)?.[1] ?? '';
  const part = Buffer.from(await (await fetch(new URL(next, base))).arrayBuffer());
  expect(part.toString('latin1', 4, 8)).toBe('moof');
  const [row] = await looksNow();
  expect(row).toMatchObject({ kind: 'staff', who: '赵值班', how: 'hls', until: null });
  await gateway().looks.end(look.lookId, 'left');
  expect((await fetch(base)).status).toBe(403);
});

async function officerLook(): Promise<LookTicket> {
  await allow({ everyone: true, roles: ['officer'] });
  return officer.get('cameras:look', { cameraId: camera.id });
}

test('a right that is withdrawn ends a running look, and the looker is told', async () => {
  await allow({ everyone: true });
  const look = await home.get('cameras:look', { cameraId: camera.id });
  const viewer = await watchByWhep((offer) => whep(look, { method: 'POST', body: offer }));
  await until('pictures come', () => viewer.packets > 0);
  await allow({});
  await until('it ended', () => gateway().viewers === 0);
  const told = await until('the box is told', () =>
    home.pushes.find(
      ({ name, body }) => name === 'cameras:ended' && (body as { lookId: string }).lookId === look.lookId,
    ),
  );
  expect(told.body).toMatchObject({ why: 'withdrawn' });
  await viewer.close();
});

test('a viewer who vanishes without a word is let go', async () => {
  await allow({ everyone: true });
  const look = await home.get('cameras:look', { cameraId: camera.id });
  const viewer = await watchByWhep((offer) => whep(look, { method: 'POST', body: offer }));
  await until('pictures come', () => viewer.packets > 0);
  await viewer.vanish();
  await expect.poll(() => gateway().viewers, { timeout: 25_000 }).toBe(0);
  expect((await looksNow())[0]).toMatchObject({ ended: 'vanished' });
});

test('a camera whose plug is pulled is offline since then, becomes a ticket when it stays so, and comes back', async () => {
  await source.unplug('gate');
  await slowly(async () => (await states()) === 'offline');
  const wall = await home.get('cameras:wall', {});
  expect(wall.cameras.find(({ id }) => id === camera.id)).toMatchObject({ state: 'offline' });
  center.setClock(6 * 60_000);
  center.center.place.nudge();
  const ticket = await slowly(async () =>
    (await officer.get('desk:queue', { closedHours: 1 })).items.find(({ title }) => title === '监控断线：北门'),
  );
  expect(ticket).toMatchObject({ service: 'cameras', where: '北大门', state: 'open' });
  expect(await officer.get('cameras:ticket', { requestId: ticket.id })).toEqual({ cameraId: camera.id });
  source.plug('gate');
  await slowly(async () => (await states()) === 'online');
  const after = await officer.get('desk:queue', { closedHours: 1 });
  expect(after.items.find(({ id }) => id === ticket.id)).toMatchObject({ closed: true, state: 'done' });
  center.setClock(0);
});

test('a try says what a camera sends, or why nothing comes', async () => {
  const probe = (input: { address?: string; cameraId?: string }) => admin.get('cameras:test', input);
  const [good, disordered, hevc, missing, stranger, nobody] = await Promise.all([
    probe({ cameraId: camera.id }),
    probe({ address: address('disordered') }),
    probe({ address: address('hevc') }),
    probe({ address: address('nothing') }),
    probe({ address: address('gate').replace('s3cret', 'wrong') }),
    probe({ address: 'rtsp://127.0.0.1:9/x' }),
  ]);
  expect(good).toMatchObject({ reached: 'ok', codec: 'h264', width: 320, height: 180, faults: [] });
  expect(good.gopS).toBeCloseTo(1, 1);
  expect(disordered.faults).toContain('bframes');
  expect(hevc).toMatchObject({ reached: 'ok', codec: 'hevc' });
  expect(hevc.faults).toContain('hevc');
  expect([missing, stranger, nobody].map(({ reached }) => reached)).toEqual(['missing', 'signIn', 'unreachable']);
});

test('a camera of a wrong codec says so instead of a picture', async () => {
  const made = await admin.get('cameras:save', {
    ...{ name: '旧机', place: '', at: null, address: address('hevc'), retention: '', enabled: true },
  });
  const view = await slowly(async () =>
    (await admin.get('cameras:list', {})).cameras.find(({ id, state }) => id === made.id && state === 'wrong'),
  );
  expect(view.fault).toBe('hevc');
  await admin.get('cameras:remove', { cameraId: made.id });
});

test('nothing is left running when cameras are off', async () => {
  await admin.get('cameras:save', { ...pick(camera), enabled: false });
  // What rests lingers for a while, in case somebody comes back.
  await slowly(async () => gateway().streams === 0 && source.clients('gate') === 0);
  expect([gateway().viewers, (await still(home)).status]).toEqual([0, 403]);
});

function pick({ id, name, place, at, retention }: KeptCamera) {
  return { id, name, place, at, retention };
}
