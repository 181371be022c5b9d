import { clockTime, dayOf } from '../../../protocol/time.ts';
import { kit } from '../../../tv/kit.ts';
import { t, tAgo, tDay } from '../../../tv/text.ts';
import type { CameraView } from '../protocol.ts';

/** '09:12', or with the day when it was not today. */
export function sinceWord(at: string): string {
  const today = dayOf(at) === dayOf(kit.clock.now());
  return today ? clockTime(at) : `${tDay(Date.parse(at))} ${clockTime(at)}`;
}

/** How a camera is: '正常', '断线 · 09:12起'. */
export function stateWord({ state, since }: CameraView): string {
  return t(`cameras.state.${state}`, { since: sinceWord(since) });
}

/** How old its still is. */
export function ageWord({ stillAt }: CameraView): string {
  if (!stillAt) return t('cameras.noStill');
  return t('cameras.still', { ago: tAgo(Math.max(0, kit.clock.now() - Date.parse(stillAt))) });
}
