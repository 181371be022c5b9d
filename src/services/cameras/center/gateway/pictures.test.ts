import fc from 'fast-check';
import { expect, test } from 'vitest';
import { silentLog } from '../../../../center/log.ts';
import { openFfmpeg } from '../../../../center/media/ffmpeg.ts';
import { type Frame, fragmentReader, type Track } from './fragments.ts';
import { GopCache } from './gop.ts';
import { LowLatencyList } from './hls.ts';

/** A second and a half of a real stream, as the gateway gets it. */
async function film(encode: readonly string[]): Promise<Buffer> {
  const running = openFfmpeg(silentLog).start([
    ...['-f', 'lavfi', '-i', 'testsrc=s=64x36:r=20', '-t', '1.5', ...encode, '-f', 'mp4'],
    ...['-movflags', '+empty_moov+default_base_moof+frag_every_frame', 'pipe:1'],
  ]);
  const parts: Buffer[] = [];
  for await (const part of running.output) parts.push(part as Buffer);
  await running.done;
  return Buffer.concat(parts);
}

function read(pieces: readonly Buffer[]) {
  const tracks: Track[] = [];
  const frames: Frame[] = [];
  const reader = fragmentReader({ track: (track) => tracks.push(track), frame: (frame) => frames.push(frame) });
  for (const piece of pieces) reader.push(piece);
  return { tracks, frames };
}

const plain = await film(['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '10']);

test('however the bytes are cut, the same pictures come out, and nothing of them is lost', () => {
  const whole = read([plain]);
  expect(whole.tracks).toMatchObject([{ codec: 'h264', width: 64, height: 36 }]);
  expect(whole.frames).toHaveLength(30);
  expect(whole.frames.map(({ key }) => key)).toEqual(Array.from({ length: 30 }, (_, n) => n % 10 === 0));
  expect(whole.frames.some(({ reordered }) => reordered)).toBe(false);
  fc.assert(
    fc.property(fc.array(fc.nat(plain.length), { maxLength: 20 }), (at) => {
      const cuts = [0, ...at.toSorted((a, b) => a - b), plain.length];
      const cut = read(cuts.slice(1).map((end, index) => plain.subarray(cuts[index], end)));
      expect(cut.frames.map(({ time, sample }) => [time, sample.length])).toEqual(
        whole.frames.map(({ time, sample }) => [time, sample.length]),
      );
    }),
    { numRuns: 50 },
  );
});

test('pictures out of order and other codecs are known for what they are', async () => {
  const disordered = read([await film(['-c:v', 'libx264', '-bf', '2', '-g', '10'])]);
  expect(disordered.frames.some(({ reordered }) => reordered)).toBe(true);
  const hevc = read([await film(['-c:v', 'libx265', '-x265-params', 'log-level=none'])]);
  expect(hevc.tracks[0]?.codec).toBe('hevc');
});

test('what is no MP4 is an error, not a loop or a crash', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 400 }), (bytes) => {
      try {
        expect(read([Buffer.from(bytes)]).frames).toEqual([]);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
  );
});

const frameOf = (key: boolean, bytes: number, duration = 6_000): Frame => ({
  chunk: Buffer.alloc(bytes),
  sample: Buffer.alloc(bytes),
  ...{ key, reordered: false, time: 0, duration },
});

test('the GOP cache begins with a key picture or is empty, and never grows without end', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.constantFrom(10, 1_500_000))), (pushed) => {
      const cache = new GopCache();
      for (const [key, bytes] of pushed) {
        cache.push(frameOf(key, bytes));
        const { frames } = cache;
        expect(frames.length === 0 || frames[0]?.key).toBe(true);
        expect(frames.slice(1).some((frame) => frame.key)).toBe(false);
        expect(frames.reduce((sum, { sample }) => sum + sample.length, 0)).toBeLessThanOrEqual(4 * 1024 * 1024);
      }
    }),
  );
});

test('a playlist holds at most five segments, each begins with a key picture, and no part is longer than announced', async () => {
  const { tracks, frames } = read([plain]);
  const list = new LowLatencyList({ ...tracks[0], timescale: 90_000 } as Track);
  for (let n = 0; n < 40; n++) for (const { key } of frames) list.push(frameOf(key, 10, 90_000 / 15));
  const text = (await list.playlist()) ?? '';
  const target = Number(/PART-TARGET=([\d.]+)/.exec(text)?.[1]);
  const parts = [...text.matchAll(/PART:DURATION=([\d.]+),URI="(\d+)\.(\d+)\.m4s"(,INDEPENDENT=YES)?/g)];
  expect(new Set(parts.map(([, , segment]) => segment)).size).toBeLessThanOrEqual(5);
  for (const [, seconds, , part, independent] of parts) {
    expect(Number(seconds)).toBeLessThanOrEqual(target);
    expect(independent !== undefined).toBe(part === '0');
  }
});

test('a question for a part that is not there yet waits until it is', async () => {
  const list = new LowLatencyList({ timescale: 90_000 } as Track);
  for (let n = 0; n < 4; n++) list.push(frameOf(n === 0, 10));
  let came = false;
  const waiting = list.playlist(0, 1).then((text) => {
    came = true;
    return text;
  });
  await Promise.resolve();
  expect(came).toBe(false);
  for (let n = 0; n < 3; n++) list.push(frameOf(false, 10));
  expect(await waiting).toContain('0.1.m4s');
});
