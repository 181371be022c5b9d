import type { StaffMember } from '../../protocol/contracts/desk.ts';
import type { ServiceId } from '../../protocol/services.ts';
import type { ConsoleService } from '../service.ts';
import { consoleServices } from '../services.ts';
import type { Summons } from './summons.ts';

const services: readonly ConsoleService[] = (Object.keys(consoleServices) as ServiceId[]).map(
  (id) => consoleServices[id],
);

/** What all services want looked at now. Mounted once, by the shell: the list of services never changes while it runs. */
export function useSummons(me: StaffMember): readonly Summons[] {
  // biome-ignore lint/correctness/useHookAtTopLevel: the same services in the same order, each time
  return services.flatMap((service) => service.useSummons?.(me) ?? []);
}
