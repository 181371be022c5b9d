import type { ServiceId } from '../protocol/services.ts';
import { broadcastCenter } from '../services/broadcast/center.ts';
import { callCenter } from '../services/call/center.ts';
import { camerasCenter } from '../services/cameras/center.ts';
import { classesCenter } from '../services/classes/center.ts';
import { mealsCenter } from '../services/meals/center.ts';
import { sosCenter } from '../services/sos/center.ts';
import { tvCenter } from '../services/tv/center.ts';
import { walletCenter } from '../services/wallet/center.ts';

/** The center's side of every service. A service that is missing here is a compile error. */
export const centerServices = {
  sos: sosCenter,
  broadcast: broadcastCenter,
  cameras: camerasCenter,
  meals: mealsCenter,
  tv: tvCenter,
  call: callCenter,
  classes: classesCenter,
  wallet: walletCenter,
} as const satisfies Record<ServiceId, unknown>;
