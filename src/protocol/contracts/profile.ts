import * as v from 'valibot';
import { CATALOGUE, type CatalogueId } from '../catalogue.ts';
import { ask, defineContract } from '../contract.ts';

const CatalogueIds = v.array(v.picklist(CATALOGUE.map((entry) => entry.id)));

/** Lives hang on these two: no community is without them. */
export const ALWAYS_ON = ['sos', 'broadcast'] as const satisfies readonly CatalogueId[];

/**
 * What to begin with: a new estate (young families: parcels, parking, smart homes), an old one (care, meals, repairs), and a
 * commercial edge (shops, restaurants, offers). What is named first stands first on the screen.
 */
export const READY_PROFILES = {
  oldEstate: [
    ...['sos', 'broadcast', 'checkin', 'alarms', 'cameras', 'meals', 'market', 'dining', 'clinic', 'health'],
    ...['reminders', 'care', 'bills', 'repair', 'housekeeping', 'bus', 'guardian', 'shop', 'parcels', 'wallet'],
    ...['tv', 'call', 'classes', 'activities', 'map'],
  ],
  newEstate: [
    ...['sos', 'broadcast', 'cameras', 'alarms', 'bills', 'repair', 'smarthome', 'housekeeping', 'parking', 'bus'],
    ...['parcels', 'shop', 'offers', 'wallet', 'meals', 'dining', 'tv', 'call', 'classes', 'activities', 'map'],
    ...['clinic', 'health', 'reminders'],
  ],
  commercial: [
    ...['sos', 'broadcast', 'cameras', 'shop', 'offers', 'parcels', 'wallet', 'dining', 'meals', 'market'],
    ...['parking', 'bus', 'map', 'activities', 'bills', 'repair', 'tv', 'call', 'clinic', 'reminders'],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type ReadyProfile = keyof typeof READY_PROFILES;

/** What is on, first on the screen first; and all that this center can do. */
export const ProfileView = v.object({ services: CatalogueIds, offered: CatalogueIds });
export type ProfileView = v.InferOutput<typeof ProfileView>;

/** Which services a community has, and in which order its televisions show them. */
export const profile = defineContract('profile', {
  asks: {
    read: ask({ by: ['admin', 'clerk'], input: v.object({}), reply: ProfileView }),
    /**
     * Its televisions follow at once. A shelf stands where the first of its services does. Refused `conflict` without the
     * two that are always on, `invalid` for a service that this center has not, or one named twice.
     */
    save: ask({ by: ['admin'], input: v.object({ services: CatalogueIds }), reply: ProfileView, changes: true }),
  },
  pushes: {
    /** To admins and clerks: somebody has changed it. */
    changed: v.object({}),
  },
});
