import type { ServiceId } from '../protocol/services.ts';
import { broadcastTv } from '../services/broadcast/tv.ts';
import { callTv } from '../services/call/tv.ts';
import { camerasTv } from '../services/cameras/tv.ts';
import { classesTv } from '../services/classes/tv.ts';
import { mealsTv } from '../services/meals/tv.ts';
import { sosTv } from '../services/sos/tv.ts';
import { tvTv } from '../services/tv/tv.ts';
import { walletTv } from '../services/wallet/tv.ts';
import type { TvService } from './service.ts';

/** The TV's only list of services; one that is forgotten is a compile error. */
export const tvServices = {
  sos: sosTv,
  broadcast: broadcastTv,
  cameras: camerasTv,
  meals: mealsTv,
  tv: tvTv,
  call: callTv,
  classes: classesTv,
  wallet: walletTv,
} as const satisfies Record<ServiceId, TvService>;

/** The service behind an id on the wire, if this build has it. */
export function tvService(id: string): TvService | undefined {
  return Object.hasOwn(tvServices, id) ? tvServices[id as ServiceId] : undefined;
}
