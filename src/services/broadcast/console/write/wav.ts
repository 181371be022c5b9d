/** What every box can play: samples a second, one channel, 16 bits. */
export const WAV_HZ = 16_000;
const HEADER_BYTES = 44;
const LOUD = 0.89;

/** Samples (−1 … 1, one channel, 16 kHz) as a RIFF/WAVE file of 16-bit PCM, little-endian. */
export function encodeWav(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const word = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i));
  };
  word(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, WAV_HZ, true);
  view.setUint32(28, WAV_HZ * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, index) => {
    const clipped = Math.max(-1, Math.min(1, sample));
    view.setInt16(HEADER_BYTES + index * 2, Math.round(clipped * 0x7fff), true);
  });
  return bytes;
}

/** The largest height in the samples, 0 … 1. */
export function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

/** The samples as loud as they go without a scratch: a television across the room must be understood. */
export function raised(samples: Float32Array): Float32Array {
  const peak = peakOf(samples);
  return peak === 0 ? samples : samples.map((sample) => (sample * LOUD) / peak);
}
