import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FakeDevices, fakeBrowser } from '../testing/fake-connection.ts';
import { Devices } from './devices.ts';

let fake: FakeDevices;
beforeEach(() => {
  fake = fakeBrowser();
});
afterEach(() => vi.unstubAllGlobals());

test('what is opened is counted until it is closed, and names its rule', async () => {
  const devices = new Devices();
  const opened: string[] = [];
  devices.opened.on((rule, kinds) => opened.push(`${rule}: ${kinds.join('+')}`));
  const one = await devices.open('dialled', { video: true });
  expect([devices.cameraOn, devices.microphoneOn, devices.openTracks]).toEqual([true, true, 2]);
  expect(opened).toEqual(['dialled: audio+video']);
  one.close();
  one.close();
  expect([devices.cameraOn, devices.microphoneOn, devices.openTracks]).toEqual([false, false, 0]);
  expect(fake.tracks.every(({ readyState }) => readyState === 'ended')).toBe(true);
});

test('no camera, or one that is refused: sound alone, with the reason', async () => {
  const devices = new Devices();
  fake.fails = ({ video }) => (video ? 'NotAllowedError' : undefined);
  const opened = await devices.open('answered', { video: true });
  expect([opened.videoFault, opened.audioFault]).toEqual(['refused', undefined]);
  expect([devices.cameraOn, devices.microphoneOn]).toEqual([false, true]);
  fake.fails = () => 'NotFoundError';
  const nothing = await devices.open('answered', { video: true });
  expect([nothing.videoFault, nothing.audioFault, nothing.stream.getTracks().length]).toEqual([
    'missing',
    'missing',
    0,
  ]);
});

test('a certain one of a phone’s cameras is wished for, not demanded', async () => {
  await new Devices().open('dialled', { audio: false, video: 'environment' });
  expect(fake.asked.map(({ video }) => video)).toMatchObject([{ facingMode: { ideal: 'environment' } }]);
});

test('sound alone asks for no camera', async () => {
  await new Devices().open('sos', { video: false });
  expect(fake.asked.map(({ video }) => video)).toEqual([false]);
});
