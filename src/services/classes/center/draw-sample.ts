import { resolve } from 'node:path';
import type { Ffmpeg } from '../../../center/media/ffmpeg.ts';

/** Length of a sample lesson, s. */
export const SAMPLE_S = 48;

/** The TV's own letters, all of GB 2312. */
const FONT = resolve(import.meta.dirname, '../../../../static/fonts/all.woff2');

/**
 * Draws a lesson of the sample community: a clock that runs, its title, and a quiet tone each second. It stands in for a
 * film that a teacher would send, and is packaged like one.
 */
export async function drawSample(
  ffmpeg: Ffmpeg,
  { title, to, signal }: { title: string; to: string; signal: AbortSignal },
): Promise<void> {
  const write = (text: string, size: number, y: string) =>
    `drawtext=fontfile=${FONT}:text='${text}':fontcolor=white:fontsize=${size}:x=(w-text_w)/2:y=${y}`;
  const picture = [
    `gradients=s=854x480:r=25:d=${SAMPLE_S}:c0=0x1f4a5f:c1=0x6a3d1c:speed=0.008`,
    write(escaped(title), 64, 'h*0.28'),
    write('%{eif\\:t\\:d} 秒', 90, 'h*0.52'),
    write('昔阳里老年课堂 · 样例', 30, 'h*0.86'),
  ].join(',');
  await ffmpeg.run(
    [
      ...['-y', '-f', 'lavfi', '-i', picture],
      ...['-f', 'lavfi', '-i', `sine=frequency=330:beep_factor=2:duration=${SAMPLE_S},volume=0.15`],
      ...['-t', String(SAMPLE_S), '-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'main'],
      ...['-pix_fmt', 'yuv420p', '-g', '100', '-c:a', 'aac', '-ac', '2', '-threads', '1', '-f', 'mp4', to],
    ],
    { signal, timeoutMs: 300_000 },
  );
}

/** Keeps what a title may hold out of the filter's own language. */
function escaped(title: string): string {
  return title.replace(/[^\p{L}\p{N} ]/gu, ' ');
}
