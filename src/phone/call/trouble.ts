import type { LiveCall } from '../../media/calls/live-call.ts';
import type { DeviceFault } from '../../media/devices.ts';
import type { PhoneTextKey } from '../say.ts';

/** What is wrong, and what can be done about it. */
export interface Trouble {
  readonly words: PhoneTextKey;
  readonly help?: PhoneTextKey;
}

const DEVICE: Readonly<Record<DeviceFault, Trouble>> = {
  refused: { words: 'phone.trouble.denied', help: 'phone.trouble.deniedHelp' },
  missing: { words: 'phone.trouble.missing', help: 'phone.trouble.missingHelp' },
  busy: { words: 'phone.trouble.taken', help: 'phone.trouble.takenHelp' },
  insecure: { words: 'phone.trouble.denied', help: 'phone.insecure.words' },
  unsupported: { words: 'phone.trouble.unsupported', help: 'phone.trouble.unsupportedHelp' },
};

/** What keeps the others from hearing or seeing us in this call; undefined while all is well. */
export function ownTrouble({ deviceFaults: { audio, video } }: LiveCall): Trouble | undefined {
  if (audio) return DEVICE[audio];
  if (!video) return undefined;
  return video === 'missing' ? { words: 'phone.trouble.noCamera' } : DEVICE[video];
}

/** Why there is no way to the other side. */
export function wayTrouble({ fault }: LiveCall): Trouble | undefined {
  if (fault === 'turn-refused') return { words: 'phone.trouble.turnRefused', help: 'phone.trouble.turnRefusedHelp' };
  return fault && { words: 'phone.trouble.noWay', help: 'phone.trouble.noWayHelp' };
}

/** How a call ended, in words: by the center's outcome, unless something of ours says it better. */
export function endOf(call: LiveCall): Trouble {
  const way = wayTrouble(call);
  if (way) return way;
  if (call.refusal) return { words: 'phone.trouble.noLine', help: 'phone.ended.lostHelp' };
  const outcome = call.view?.outcome ?? (call.role === 'caller' && !call.view?.answeredAt ? 'cancelled' : 'answered');
  const toDesk = call.other?.party.kind !== 'household';
  if (outcome === 'unreachable' && toDesk) return { words: 'phone.ended.unreachableDesk' };
  const helped = ['missed', 'unreachable', 'resting', 'lost'] as const;
  const help = helped.find((one) => one === outcome);
  return { words: `phone.ended.${outcome}`, ...(help && { help: `phone.ended.${help}Help` as const }) };
}
