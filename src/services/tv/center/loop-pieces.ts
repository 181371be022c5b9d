import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { laterCaptions, laterPicture, timescalesOf } from './later.ts';
import { placeOf } from './loop.ts';
import { initOf, type LoopFacts } from './loop-maker.ts';

/** A loop on the disk: its folder, and what it is like. */
export interface KeptLoop {
  readonly folder: string;
  readonly facts: LoopFacts;
}

/** The channel's segment of this number on a rung; undefined when there is no such file. */
export async function pictureOf(
  { folder, facts }: KeptLoop,
  rung: number,
  number: number,
): Promise<Buffer | undefined> {
  const { index, laterMs } = placeOf(number, facts.segments);
  const [init, segment] = await Promise.all([
    bytesOf(join(folder, String(rung), initOf(rung, facts.rungs))),
    bytesOf(join(folder, String(rung), `${index}.m4s`)),
  ]);
  return init && segment && laterPicture(segment, laterMs, timescalesOf(init));
}

/** The captions that belong to the channel's segment of this number; undefined when there is no such file. */
export async function captionsOf({ folder, facts }: KeptLoop, number: number): Promise<string | undefined> {
  const { index, laterMs } = placeOf(number, facts.segments);
  const text = await bytesOf(join(folder, 'c', `${index}.vtt`));
  return text && laterCaptions(text.toString(), laterMs);
}

/** A file's bytes; undefined when it is not there. */
export function bytesOf(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined);
}
