import type { Result } from './kit/result.ts';
import { cameras } from './media/cameras.ts';
import { zap } from './media/zap.ts';

/** The parts of the media bench, one file of bench/media each. */
const parts: readonly (() => Promise<Result[]>)[] = [zap, cameras];

/** Pictures and calls: each part beside its rival in the same run. */
export async function media(): Promise<Result[]> {
  const found: Result[] = [];
  for (const part of parts) found.push(...(await part()));
  return found;
}
