import { calls, holdCurrent } from '../../../console/call/calls.ts';
import type { LiveCall } from '../../../media/calls/live-call.ts';
import type { AlarmDetail } from '../protocol.ts';

/** The resident has said that all is well, or it is over: nothing dials by itself any more. */
const CALM = ['cancelled', 'resolved', 'closed'];

/** The last call that this console has made to an alarm's room, by the alarm. */
const made = new Map<string, LiveCall | undefined>();

/** The call that this console has made to this alarm's room; its view is not known while it dials. */
export const roomCallOf = (alarmId: string): LiveCall | undefined => made.get(alarmId);

/** Calls the room of an alarm; what is in hand goes on hold. */
export async function dialRoom({ id, household }: AlarmDetail): Promise<void> {
  made.set(id, undefined);
  await holdCurrent();
  const party = { kind: 'household' as const, id: household.id };
  const face = { party, name: household.label, picture: '' };
  made.set(id, calls.dial(party, { purpose: 'sos', subject: id, face }));
}

/** Calls it by itself, once, when its officer has just taken it. */
export function dialOnce(alarm: AlarmDetail): void {
  if (made.has(alarm.id) || alarm.call.state !== 'none' || CALM.includes(alarm.state)) return;
  void dialRoom(alarm);
}
