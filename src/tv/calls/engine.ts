import { Calls } from '../../media/calls/calls.ts';
import { Peer } from '../../media/calls/peer.ts';
import type { CallWire } from '../../media/calls/wire.ts';
import { Devices } from '../../media/devices.ts';
import { newId } from '../../protocol/ids.ts';
import type { Clock } from '../clock.ts';
import type { HomeInfo } from '../home.ts';
import type { Identity } from '../identity.ts';
import type { Link } from '../link.ts';

export interface EngineParts {
  readonly link: Link;
  readonly clock: Clock;
  readonly home: HomeInfo;
  readonly identity: Identity;
}

/** Camera, microphone and the calls of this box. A chunk of its own: the first picture does not wait for it. */
export interface Engine {
  readonly calls: Calls;
  readonly devices: Devices;
  /** Connections that are open now. */
  readonly connections: () => number;
}

export function openEngine({ link, clock, home, identity }: EngineParts): Engine {
  const wire: CallWire = {
    end: newId(),
    ask: (name, input, key) => link.ask(name, input, { key }),
    on: (name, read) => link.on(name, read),
    onUp: (listener) => link.changed.on((state) => state === 'online' && listener()),
    now: () => clock.now(),
  };
  const devices = new Devices();
  const calls = new Calls({
    wire,
    devices,
    isUs: (party) => party.kind === 'household' && party.id === home.current?.household.id,
    answersItself: ({ autoAnswer }) => {
      const box = autoAnswer?.boxId;
      return box === null || (box !== undefined && box === identity.boxId());
    },
  });
  if (link.state === 'online') void calls.refresh();
  return { calls, devices, connections: () => Peer.open };
}
