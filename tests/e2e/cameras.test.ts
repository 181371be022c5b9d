import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog } from '../../src/center/log.ts';
import { openFfmpeg } from '../../src/center/media/ffmpeg.ts';
import { SUB_STREAM } from '../../src/services/cameras/center/sample/rtp-feed.ts';
import { type RtspServer, startRtspServer } from '../../src/services/cameras/center/sample/rtsp-server.ts';
import { connectStaff } from '../../src/testing/harness.ts';
import type { Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

const ffmpeg = openFfmpeg(openLog('silent'));
let journey: Journey;
let source: RtspServer;
let tv: Television;

beforeAll(async () => {
  const drawn = (picture: string) => ({ input: ['-f', 'lavfi', '-i', picture], encode: SUB_STREAM });
  source = await startRtspServer({
    ffmpeg,
    sources: { east: drawn('testsrc=s=320x180:r=15'), west: drawn('testsrc2=s=320x180:r=15') },
  });
  journey = await beginJourney();
  const admin = await connectStaff(journey.center, 'admin');
  // Only these two: the sample community's own would want much of a small machine.
  for (const { id } of (await admin.get('cameras:list', {})).cameras)
    await admin.get('cameras:remove', { cameraId: id });
  for (const [name, path] of [
    ['东门', 'east'],
    ['西门', 'west'],
  ] as const) {
    const address = `rtsp://127.0.0.1:${source.port}/${path}`;
    const fields = { name, place: '', at: null, address, retention: '', enabled: true };
    const { id } = await admin.get('cameras:save', fields);
    const nobody = { buildings: [], households: [], families: [] };
    await admin.get('cameras:setRights', { cameraId: id, rights: { ...nobody, everyone: true, roles: ['officer'] } });
  }
  admin.close();
  tv = await journey.television();
});
afterAll(async () => {
  await journey.end();
  await source.stop();
  expect(ffmpeg.running).toBe(0);
});

/** What the picture on the screen is, and how many connections the page holds. */
const video = () =>
  tv.page.evaluate(() => {
    const element = [...document.querySelectorAll('video')].find((one) => one.videoWidth > 0);
    return element && { width: element.videoWidth, live: element.srcObject !== null };
  });
const looks = async () => {
  const officer = await connectStaff(journey.center, 'officer');
  const { looks: all } = await officer.get('cameras:looks', {});
  officer.close();
  return all.filter(({ how }) => how !== 'still');
};

test('the wall shows stills; OK enlarges, right goes on, Back leads to the wall with the focus where it was', async () => {
  await tv.press('0', '3');
  await tv.sees('看着的人会被记下来');
  await tv.sees('东门');
  await tv.sees('正常', 15_000);
  await tv.press('ok');
  await tv.sees('正在看 · 实时', 15_000);
  expect(await video()).toEqual({ width: 320, live: true });
  await tv.press('right');
  await tv.sees('西门');
  await tv.sees('正在看 · 实时', 15_000);
  await tv.press('back');
  await tv.sees('看着的人会被记下来');
  expect((await tv.text()).includes('正在看')).toBe(false);
  await tv.press('ok');
  await tv.sees('西门');
  await tv.sees('正在看 · 实时', 15_000);
  const all = await looks();
  expect(all.map(({ camera, who, until }) => [camera, who, until === null])).toEqual([
    ['西门', '3号楼 2门301', true],
    ['西门', '3号楼 2门301', false],
    ['东门', '3号楼 2门301', false],
  ]);
});

test('a call for help takes the screen: nobody looks meanwhile; after it the camera is there again', async () => {
  await tv.press('red');
  await expect.poll(async () => (await looks()).every(({ until }) => until !== null)).toBe(true);
  await tv.press('back');
  await tv.sees('已取消');
  await tv.press('ok');
  await expect.poll(() => tv.layers()).toEqual([]);
  await tv.sees('正在看 · 实时', 15_000);
});

test('a camera is killed while it is watched: words say since when; it comes back by itself', async () => {
  await source.unplug('west');
  await tv.sees('西门断线了', 20_000);
  source.plug('west');
  await tv.sees('正在看 · 实时', 30_000);
});

test('where WebRTC does not get through, HLS brings the picture', async () => {
  await tv.press('back');
  await tv.sees('看着的人会被记下来');
  await tv.page.evaluate(() => {
    // As a network that lets no UDP through: the answer comes, but no candidate works.
    RTCPeerConnection.prototype.setRemoteDescription = () => Promise.resolve();
  });
  await tv.press('ok');
  await tv.sees('晚两秒左右', 20_000);
  expect(await video()).toEqual({ width: 320, live: false });
  expect((await looks())[0]).toMatchObject({ how: 'hls', until: null });
  await tv.press('back');
  await expect.poll(async () => (await looks())[0]?.ended, { timeout: 15_000 }).toBe('left');
});
