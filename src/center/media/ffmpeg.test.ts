import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { FfmpegError, openFfmpeg } from './ffmpeg.ts';

const log = openLog('silent');
const PICTURE = ['-f', 'lavfi', '-i', 'testsrc=s=64x36:r=10'];

test('what it makes comes out, and it tells how far it is', async () => {
  const kit = openFfmpeg(log);
  const told: number[] = [];
  await kit.run([...PICTURE, '-t', '2', '-f', 'null', '-'], { onProgress: (ms) => told.push(ms) });
  expect(told.at(-1)).toBe(2_000);
  expect(kit.running).toBe(0);
});

test('one that goes on for ever is counted, and ends with the kit', async () => {
  const kit = openFfmpeg(log);
  const running = kit.start(['-re', ...PICTURE, '-f', 'rawvideo', 'pipe:1']);
  running.output.resume();
  expect(kit.running).toBe(1);
  await kit.stop();
  await running.done;
  expect(kit.running).toBe(0);
});

test('nonsense is an error with its own words; too long is one too', async () => {
  const kit = openFfmpeg(log);
  await expect(kit.run(['-i', '/nowhere.mp4', '-f', 'null', '-'])).rejects.toThrow(/No such file/);
  await expect(kit.run(['-re', ...PICTURE, '-f', 'null', '-'], { timeoutMs: 300 })).rejects.toThrow(/took longer/);
  const stopped = AbortSignal.timeout(200);
  await expect(kit.run(['-re', ...PICTURE, '-f', 'null', '-'], { signal: stopped })).rejects.toThrow(/was stopped/);
  expect(kit.running).toBe(0);
});

test('a machine without it says so', async () => {
  await expect(openFfmpeg(log, '/nowhere').run(['-version'])).rejects.toBeInstanceOf(FfmpegError);
});

test('it asks what a file is', async () => {
  const probed = await openFfmpeg(log).probe(['-show_streams', '-f', 'lavfi', 'testsrc=s=64x36:r=10']);
  expect(probed).toMatchObject({ streams: [{ width: 64, height: 36 }] });
});
