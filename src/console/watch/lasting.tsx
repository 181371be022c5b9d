import { say } from '../say.ts';
import { useNow } from '../use-now.ts';
import { lengthText } from './length.ts';

/** How long something lasted, in words; `until` is ISO time, or null while it goes on. */
export function Lasting({ from, until }: { from: string; until: string | null }) {
  const now = useNow();
  return <>{sayLength((until === null ? now : Date.parse(until)) - Date.parse(from))}</>;
}

/** A length of time (ms) in words. */
export function sayLength(ms: number): string {
  const { key, params } = lengthText(ms);
  return say(key, params);
}
