import type { ServiceId } from '../protocol/services.ts';
import { broadcastConsole } from '../services/broadcast/console.tsx';
import { callConsole } from '../services/call/console.tsx';
import { camerasConsole } from '../services/cameras/console.tsx';
import { classesConsole } from '../services/classes/console.tsx';
import { mealsConsole } from '../services/meals/console.tsx';
import { sosConsole } from '../services/sos/console.tsx';
import { tvConsole } from '../services/tv/console.tsx';
import { walletConsole } from '../services/wallet/console.tsx';
import type { ConsoleService } from './service.ts';
import { watchConsole } from './watch/watch.tsx';

/** The console's only list of services; one that is forgotten is a compile error. */
export const consoleServices = {
  sos: sosConsole,
  broadcast: broadcastConsole,
  cameras: camerasConsole,
  meals: mealsConsole,
  tv: tvConsole,
  call: callConsole,
  classes: classesConsole,
  wallet: walletConsole,
} as const satisfies Record<ServiceId, ConsoleService>;

/** What services add to a household's page. */
export const householdParts = Object.entries<ConsoleService>(consoleServices).flatMap(([id, { householdPart }]) =>
  householdPart ? [[id, householdPart] as const] : [],
);

/** What the house itself has in the queue. */
const houseParts = { watch: watchConsole } as const;
const known: Readonly<Record<string, ConsoleService>> = { ...houseParts, ...consoleServices };

/** The service, or the house's own part, behind an id on the wire, if this build has it. */
export function consoleService(id: string): ConsoleService | undefined {
  return Object.hasOwn(known, id) ? known[id] : undefined;
}
