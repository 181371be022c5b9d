import type { LiveCall } from '../../media/calls/live-call.ts';
import { countUp } from '../queue/clocks.ts';
import { say } from '../say.ts';

/** How a call stands, with its clock while they talk. `now` in ms. */
export function callState(call: LiveCall, now: number): string {
  if (call.stage === 'dialling' || call.stage === 'ringing') return say(`console.call.${call.stage}`);
  if (call.stage === 'held') return say('console.call.onHold');
  if (call.link === 'reconnecting') return say('console.call.reconnecting');
  if (call.link === 'failed') return say('console.call.noWay');
  if (call.link !== 'connected') return say('console.call.connecting');
  return `${say('console.call.talking')} ${countUp(now - (call.startedAt ?? now))}`;
}

/** What keeps the two from hearing each other; undefined while all is well. */
export function callTrouble(call: LiveCall): string | undefined {
  if (call.fault) return say(`console.call.fault.${call.fault}`);
  const { audio } = call.deviceFaults;
  return audio && say(`console.call.device.${audio}`);
}
