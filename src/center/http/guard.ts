import { findSession } from '../identity/staff.ts';
import { SESSION_COOKIE } from '../io/staff-door.ts';
import type { GuardStaff } from '../serve.ts';
import type { WorkPlace } from '../work.ts';

/** Tells who of the staff sends a request, by the session cookie; undefined for anybody without one of the roles. */
export function guardStaff(place: WorkPlace): GuardStaff {
  return async (request, roles) => {
    const token = request.cookies[SESSION_COOKIE];
    const session = token ? await findSession(place.db, token, place.clock().toISOString()) : undefined;
    return session?.actor.roles.some((role) => roles.includes(role)) ? session.actor : undefined;
  };
}
