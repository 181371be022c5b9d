import { expect, test } from 'vitest';
import { encodeWav, peakOf, raised } from './wav.ts';

test('a WAV of 16 kHz, one channel, 16 bits, as long as it says', () => {
  const bytes = encodeWav(new Float32Array([0, 1, -1, 2]));
  const view = new DataView(bytes.buffer);
  expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe('RIFF');
  expect(new TextDecoder().decode(bytes.subarray(8, 16))).toBe('WAVEfmt ');
  expect(view.getUint32(4, true)).toBe(bytes.length - 8);
  expect([view.getUint16(20, true), view.getUint16(22, true)]).toEqual([1, 1]);
  expect([view.getUint32(24, true), view.getUint32(28, true)]).toEqual([16_000, 32_000]);
  expect(view.getUint32(40, true)).toBe(8);
  expect([44, 46, 48, 50].map((at) => view.getInt16(at, true))).toEqual([0, 32_767, -32_767, 32_767]);
});

test('what was spoken softly is raised, and silence stays silence', () => {
  expect(peakOf(raised(new Float32Array([0.1, -0.05])))).toBeCloseTo(0.89);
  expect([...raised(new Float32Array([0, 0]))]).toEqual([0, 0]);
});
