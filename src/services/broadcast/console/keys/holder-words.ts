import { say } from '../../../../console/say.ts';
import type { Holder } from '../../protocol.ts';

/** What a holder's signature is good for, in words. */
export function holderWords(holder: Holder): string {
  if (holder.kind === 'person') {
    return holder.may.map((one) => say(`broadcastStaff.may.${one}`)).join('、') || say('broadcastStaff.may.nothing');
  }
  return say('broadcastStaff.may.source', {
    hazards: holder.hazards.map((one) => say(`broadcast.hazard.${one}`)).join('、'),
    levels: holder.levels.map((one) => say(`broadcast.level.${one}`)).join('、'),
  });
}
