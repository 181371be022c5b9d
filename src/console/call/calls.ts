import { useSyncExternalStore } from 'react';
import { Calls } from '../../media/calls/calls.ts';
import { onLineUp } from '../../media/calls/line-up.ts';
import type { CallWire } from '../../media/calls/wire.ts';
import { Devices } from '../../media/devices.ts';
import type { StaffMember } from '../../protocol/contracts/desk.ts';
import { newId } from '../../protocol/ids.ts';
import { CALLED_ROLES } from '../../protocol/roles.ts';
import { link } from '../link.ts';
import { allowed } from '../service.ts';

const wire: CallWire = {
  end: newId(),
  ask: (name, input, key) => link.ask(name, input, key),
  on: (name, read) => link.on(name, read),
  onUp: (listener) => onLineUp(link, () => mayBeCalled && listener()),
  now: () => Date.now(),
};

let me = '';
let mayBeCalled = false;

/** All calls of this console: of the desk, and of its officer. */
export const calls = new Calls({
  wire,
  devices: new Devices(),
  isUs: (party) => party.kind === 'desk' || (party.kind === 'staff' && party.id === me),
});

/** Says who sits here, and asks what rings already. */
export function startCalls(staff: StaffMember): void {
  me = staff.id;
  mayBeCalled = allowed(staff.roles, CALLED_ROLES);
  if (mayBeCalled) void calls.refresh();
}

/** Frees this officer for another call: the one in hand goes on hold. */
export async function holdCurrent(): Promise<void> {
  const { current } = calls;
  if (!current) return;
  if (current.stage === 'talking') await current.hold(true);
  else current.hangUp();
}

/** The other side is heard wherever the call is drawn, and also where it is not. */
const sound = typeof Audio === 'undefined' ? undefined : new Audio();

let version = 0;
calls.changed.on(() => {
  version += 1;
  const stream = calls.current?.remote ?? null;
  if (!sound || sound.srcObject === stream) return;
  sound.srcObject = stream;
  // Whoever has signed in has clicked: the browser lets it sound. An ended stream is cut off, which is no fault.
  if (stream) sound.play().catch(() => undefined);
});

/** The calls, drawn anew at each change. */
export function useCalls(): Calls {
  useSyncExternalStore(calls.changed.on, () => version);
  return calls;
}
