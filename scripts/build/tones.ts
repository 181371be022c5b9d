import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../static/tones');
/** Samples a second: all that these tones hold lies under 2.5 kHz, where old ears still hear. */
const RATE = 8_000;
const MAX_16_BIT = 0x7fff;
/** Rise and fall of every note (s): an edge without one clicks. */
const EDGE = 0.015;

interface Note {
  /** Start and length, s. */
  readonly at: number;
  readonly lasts: number;
  /** Pitch at the start and at the end, Hz. */
  readonly from: number;
  readonly to?: number;
  /** Loudness, 0 to 1. */
  readonly gain: number;
  /** Rings out like a bell instead of ending at once. */
  readonly rings?: boolean;
}

/** One tone for each level of warning, for drills, for the call for help and for calls that ring, told apart by shape, not only by pitch. */
const TONES: Readonly<Record<string, readonly Note[]>> = {
  // A siren: up and down three times.
  red: [0, 1.1, 2.2].flatMap((at) => [
    { at, lasts: 0.6, from: 420, to: 980, gain: 0.75 },
    { at: at + 0.6, lasts: 0.5, from: 980, to: 420, gain: 0.75 },
  ]),
  // High, low, high, low, and once more.
  orange: [0, 0.3, 0.6, 0.9, 1.5, 1.8, 2.1, 2.4].map((at, index) => ({
    at,
    lasts: 0.28,
    from: index % 2 === 0 ? 784 : 587,
    gain: 0.6,
  })),
  // Ding, dong.
  yellow: [
    { at: 0, lasts: 0.9, from: 659, gain: 0.55, rings: true },
    { at: 0.55, lasts: 1.4, from: 523, gain: 0.55, rings: true },
  ],
  // The gong of a school, up three steps and down again: nobody runs from it.
  drill: [523, 659, 784, 659, 523].map((from, index) => ({
    at: index * 0.5,
    lasts: 1.1,
    from,
    gain: 0.45,
    rings: true,
  })),
  // Two short pips, as of a heartbeat: one call for each second of the countdown.
  sos: [
    { at: 0, lasts: 0.12, from: 880, gain: 0.7 },
    { at: 0.2, lasts: 0.18, from: 880, gain: 0.7 },
  ],
  // A telephone: two short trills, then the pause before the next.
  ring: [0, 0.16, 0.32, 0.6, 0.76, 0.92, 2.9].map((at, index) => ({
    at,
    lasts: 0.14,
    from: index % 2 === 0 ? 698 : 880,
    gain: index === 6 ? 0 : 0.5,
    rings: true,
  })),
};

/** Writes every tone as WAV, 16 bits, one channel. */
export function buildTones(): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, notes] of Object.entries(TONES)) writeFileSync(join(folder, `${name}.wav`), wav(mix(notes)));
}

/** Notes as samples from −1 to 1. */
function mix(notes: readonly Note[]): Float64Array {
  const seconds = Math.max(...notes.map((note) => note.at + note.lasts));
  const samples = new Float64Array(Math.ceil(seconds * RATE));
  for (const note of notes) {
    const { at, lasts, from, to = from, gain, rings } = note;
    let phase = 0;
    for (let i = 0; i < lasts * RATE; i++) {
      const t = i / RATE;
      phase += (2 * Math.PI * (from + (to - from) * (t / lasts))) / RATE;
      // The octave above carries the tone through the small loudspeakers of flat televisions.
      const wave = 0.75 * Math.sin(phase) + 0.25 * Math.sin(2 * phase);
      const edge = Math.min(1, t / EDGE, (lasts - t) / EDGE);
      const index = Math.floor(at * RATE) + i;
      if (index < samples.length)
        samples[index] = (samples[index] ?? 0) + gain * wave * edge * (rings ? Math.exp((-4 * t) / lasts) : 1);
    }
  }
  return samples;
}

function wav(samples: Float64Array): Buffer {
  const file = Buffer.alloc(44 + samples.length * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, i) => {
    if (Math.abs(sample) > 1) throw new Error('build: a tone is louder than a sample can hold');
    file.writeInt16LE(Math.round(sample * MAX_16_BIT), 44 + i * 2);
  });
  return file;
}
