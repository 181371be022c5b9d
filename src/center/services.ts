import type { ServiceId } from '../protocol/services.ts';
import { broadcastCenter } from '../services/broadcast/center.ts';
import { mealsCenter } from '../services/meals/center.ts';
import { sosCenter } from '../services/sos/center.ts';

/** The center's side of every service. A service that is missing here is a compile error. */
export const centerServices = {
  sos: sosCenter,
  broadcast: broadcastCenter,
  meals: mealsCenter,
} as const satisfies Record<ServiceId, unknown>;
