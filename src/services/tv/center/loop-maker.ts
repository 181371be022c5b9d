import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Ffmpeg } from '../../../center/media/ffmpeg.ts';
import { SEGMENT_MS } from './loop.ts';

/** A channel that is made of a test picture. */
export interface LoopSpec {
  /** Its folder. */
  readonly slug: string;
  /** Stands in the picture. */
  readonly name: string;
  /** A source of ffmpeg's lavfi, without size and rate. */
  readonly picture: string;
  /** Of its tone, Hz. */
  readonly tone: number;
  /** Lines of its captions, each shown for four seconds. */
  readonly captions?: readonly string[];
}

/** How large, how often a second and how long. */
export interface LoopSize {
  readonly seconds: number;
  readonly rate: number;
  /** The smallest first: the first picture comes from it. */
  readonly rungs: readonly { readonly w: number; readonly h: number; readonly kbps: number }[];
}

/** What stands beside a loop's segments. */
export interface LoopFacts {
  readonly segments: number;
  readonly rungs: number;
  readonly captions: boolean;
}

export const FACTS = 'loop.json';
const FONT = resolve(import.meta.dirname, '../../../../static/fonts/all.woff2');
const CAPTION_MS = 4_000;
/** A picture of half a minute takes seconds; a machine that needs longer should not. */
const MOST_MS = 180_000;

/**
 * Makes a channel's loop in `folder/<slug>`: H.264 and AAC in fMP4 segments of two seconds, each rung in a folder of its
 * own (0, 1 …), captions in `c`, and `loop.json`. One that is there already is kept. Throws FfmpegError.
 */
export async function makeLoop(ffmpeg: Ffmpeg, folder: string, spec: LoopSpec, size: LoopSize): Promise<void> {
  const target = join(folder, spec.slug);
  if (await factsOf(target)) return;
  const draft = `${target}.part`;
  await rm(draft, { recursive: true, force: true });
  for (const index of size.rungs.keys()) await mkdir(join(draft, String(index)), { recursive: true });
  await ffmpeg.run(argumentsFor(spec, size, draft), { timeoutMs: MOST_MS });
  if (spec.captions) await writeCaptions(join(draft, 'c'), spec.captions, size.seconds);
  await writeFile(join(draft, 'master.m3u8'), masterFor(spec, size));
  const facts: LoopFacts = {
    segments: (size.seconds * 1_000) / SEGMENT_MS,
    rungs: size.rungs.length,
    captions: spec.captions !== undefined,
  };
  await writeFile(join(draft, FACTS), JSON.stringify(facts));
  await rename(draft, target);
}

/** What a finished loop is like; undefined when there is none. */
export async function factsOf(target: string): Promise<LoopFacts | undefined> {
  const text = await readFile(join(target, FACTS), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as LoopFacts);
}

function argumentsFor({ name, picture, tone }: LoopSpec, { seconds, rate, rungs }: LoopSize, draft: string): string[] {
  const largest = rungs.at(-1) ?? { w: 640, h: 360 };
  const letters = Math.round(largest.h / 8);
  const write = (text: string, x: string, y: string) =>
    `drawtext=fontfile=${FONT}:text='${text}':fontsize=${letters}:x=${x}:y=${y}:fontcolor=white:box=1:boxcolor=black@0.65:boxborderw=${Math.round(letters / 4)}`;
  const drawn = `${write(name, `${letters}/2`, `${letters}/2`)},${write('%{pts\\:hms}', `w-tw-${letters}/2`, `h-th-${letters}/2`)}`;
  const outs = rungs.map((_, index) => `[s${index}]`).join('');
  const sounds = `${rungs.length}${rungs.map((_, index) => `[a${index}]`).join('')}`;
  const scaled = rungs.map(({ w, h }, index) => `[s${index}]scale=${w}:${h},format=yuv420p[v${index}]`).join(';');
  const source = `${picture}${picture.includes('=') ? ':' : '='}s=${largest.w}x${largest.h}:r=${rate}`;
  const gop = String((rate * SEGMENT_MS) / 1_000);
  return [
    ...['-y', '-f', 'lavfi', '-t', String(seconds), '-i', source],
    ...['-f', 'lavfi', '-t', String(seconds), '-i', `sine=f=${tone}:r=48000`],
    ...['-filter_complex', `[0:v]${drawn},split=${rungs.length}${outs};${scaled};[1:a]volume=0.05,asplit=${sounds}`],
    ...rungs.flatMap((_, index) => ['-map', `[v${index}]`, '-map', `[a${index}]`]),
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-threads', '1', '-sc_threshold', '0'],
    ...['-g', gop, '-keyint_min', gop],
    ...rungs.flatMap(({ kbps }, index) => [
      `-b:v:${index}`,
      `${kbps}k`,
      `-maxrate:v:${index}`,
      `${kbps}k`,
      `-bufsize:v:${index}`,
      `${2 * kbps}k`,
    ]),
    ...['-c:a', 'aac', '-b:a', '64k', '-ac', '1'],
    ...['-f', 'hls', '-hls_time', String(SEGMENT_MS / 1_000), '-hls_list_size', '0', '-hls_segment_type', 'fmp4'],
    ...['-var_stream_map', rungs.map((_, index) => `v:${index},a:${index},name:${index}`).join(' ')],
    ...['-hls_fmp4_init_filename', 'init.mp4', '-hls_segment_filename', join(draft, '%v/%d.m4s')],
    join(draft, '%v/made.m3u8'),
  ];
}

/** ffmpeg numbers the initialization sections of several rungs, but not that of a single one. */
export const initOf = (rung: number, rungs: number) => (rungs === 1 ? 'init.mp4' : `init_${rung}.mp4`);

function masterFor({ captions }: LoopSpec, { rungs }: LoopSize): string {
  const group = captions
    ? '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="c",NAME="中文字幕",LANGUAGE="zh-CN",DEFAULT=NO,AUTOSELECT=YES,URI="c/live.m3u8"\n'
    : '';
  const streams = rungs.map(({ w, h, kbps }, index) => {
    const facts = `BANDWIDTH=${(kbps + 90) * 1_000},RESOLUTION=${w}x${h},CODECS="avc1.42c01f,mp4a.40.2"`;
    return `#EXT-X-STREAM-INF:${facts}${captions ? ',SUBTITLES="c"' : ''}\n${index}/live.m3u8\n`;
  });
  return `#EXTM3U\n#EXT-X-VERSION:7\n${group}${streams.join('')}`;
}

/** WebVTT in segments as long as the picture's; each line is in all that it is seen in. */
async function writeCaptions(folder: string, lines: readonly string[], seconds: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const stamp = (ms: number) => new Date(ms).toISOString().slice(11, 23);
  for (let index = 0; index * SEGMENT_MS < seconds * 1_000; index++) {
    const number = Math.floor((index * SEGMENT_MS) / CAPTION_MS);
    const [from, to] = [number * CAPTION_MS, (number + 1) * CAPTION_MS];
    const text = lines[number % lines.length] ?? '';
    const cue = `WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n${stamp(from)} --> ${stamp(to)}\n${text}\n`;
    await writeFile(join(folder, `${index}.vtt`), cue);
  }
}
