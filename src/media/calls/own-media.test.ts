import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FakeDevices, fakeBrowser } from '../../testing/fake-connection.ts';
import { Devices } from '../devices.ts';
import { OwnMedia } from './own-media.ts';

let fake: FakeDevices;
let devices: Devices;
let own: OwnMedia;
beforeEach(() => {
  fake = fakeBrowser();
  devices = new Devices();
  own = new OwnMedia(devices, 'dialled');
});
afterEach(() => vi.unstubAllGlobals());

const facing = (video: unknown) => (video as { facingMode?: { ideal: string } }).facingMode?.ideal;

test('the other camera takes the place of the first, which is closed before; and back', async () => {
  await own.open(true);
  const [, first] = fake.tracks;
  await own.turn('dialled');
  expect(first?.readyState).toBe('ended');
  expect([own.facing, devices.openTracks]).toEqual(['environment', 2]);
  await own.turn('dialled');
  expect([own.facing, devices.openTracks]).toEqual(['user', 2]);
  expect(fake.asked.slice(1).map(({ video }) => facing(video))).toEqual(['environment', 'user']);
});

test('a camera that does not open: the first one is there again', async () => {
  await own.open(true);
  fake.fails = ({ video }) => (facing(video) === 'environment' ? 'NotReadableError' : undefined);
  await own.turn('dialled');
  expect([own.facing, own.video !== null, own.videoFault]).toEqual(['user', true, undefined]);
});

test('turned off while it opens, or pressed twice: no camera is left open', async () => {
  await own.open(true);
  const turning = own.turn('dialled');
  await own.show(false, 'dialled');
  await turning;
  expect([own.video, devices.cameraOn]).toEqual([null, false]);
  await Promise.all([own.show(true, 'dialled'), own.show(true, 'dialled')]);
  expect(devices.openTracks).toBe(2);
  own.close();
  expect(devices.openTracks).toBe(0);
});
