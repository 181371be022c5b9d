import { clockTime, dayOf } from '../../../protocol/time.ts';
import { kit } from '../../../tv/kit.ts';
import { t, tAgo, tDay } from '../../../tv/text.ts';
import type { CameraView } from '../protocol.ts';

/** '09:12', or with the day when it was not today. */
export function sinceWord(at: string): string {
  const today = dayOf(at) === dayOf(kit.clock.now());
  return today ? clockTime(at) : `${tDay(Date.parse(at))} ${clockTime(at)}`;
}

/** How a camera is: '正常', '断线'. */
export function stateWord({ state }: CameraView): string {
  return t(`cameras.state.${state}`);
}

/** How old its still is; of one that is off, since when: its still is no younger. */
export function ageWord({ state, since, stillAt }: CameraView): string {
  if (state === 'offline' || state === 'wrong') return t('cameras.offSince', { since: sinceWord(since) });
  if (!stillAt) return t('cameras.noStill');
  return t('cameras.still', { ago: tAgo(Math.max(0, kit.clock.now() - Date.parse(stillAt))) });
}
