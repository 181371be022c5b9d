import { useSyncExternalStore } from 'react';
import { Calls } from '../../media/calls/calls.ts';
import { onLineUp } from '../../media/calls/line-up.ts';
import type { CallWire } from '../../media/calls/wire.ts';
import { Devices } from '../../media/devices.ts';
import { newId } from '../../protocol/ids.ts';
import { link } from '../link.ts';

const wire: CallWire = {
  end: newId(),
  ask: (name, input, key) => link.ask(name, input, key === undefined ? {} : { key }),
  on: (name, read) => link.on(name, read),
  onUp: (listener) => onLineUp(link, listener),
  now: () => Date.now(),
};

const devices = new Devices();

/** How many cameras this phone has; looking opens nothing. */
export const countCameras = () => devices.cameras();

/** All calls of this page. A relative is told of no others than their own. */
export const calls = new Calls({ wire, devices, isUs: ({ kind }) => kind === 'relative' });

let version = 0;
calls.changed.on(() => {
  version += 1;
});

/** The calls, drawn anew at each change. */
export function useCalls(): Calls {
  useSyncExternalStore(calls.changed.on, () => version);
  return calls;
}
