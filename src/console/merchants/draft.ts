import { CATALOGUE, type CatalogueId, type Shelf } from '../../protocol/catalogue.ts';
import { ALWAYS_ON, READY_PROFILES, type ReadyProfile } from '../../protocol/contracts/profile.ts';
import { services } from '../../protocol/services.ts';

/** One shelf as the page shows it: what is on in its order, then what is off by number. */
export interface DraftShelf {
  readonly shelf: Shelf;
  readonly on: readonly CatalogueId[];
  readonly off: readonly CatalogueId[];
}

const shelfOf = (id: CatalogueId) => CATALOGUE.find((entry) => entry.id === id)?.shelf ?? 'safety';

/** Whether this center has the service already. */
export const isHere = (id: CatalogueId) => Object.hasOwn(services, id);

/** Whether it can be switched off. */
export const isAlwaysOn = (id: CatalogueId) => ALWAYS_ON.some((always) => always === id);

/** The shelves in the order of what is on; those with nothing on come last. */
export function shelvesOf(on: readonly CatalogueId[], offered: readonly CatalogueId[]): DraftShelf[] {
  const shelves = [...new Set([...on, ...offered].map(shelfOf))];
  return shelves.map((shelf) => ({
    shelf,
    on: on.filter((id) => shelfOf(id) === shelf),
    off: offered.filter((id) => shelfOf(id) === shelf && !on.includes(id)),
  }));
}

/** Shelf by shelf, so that what is on one shelf stands together, as televisions show it. */
function together(on: readonly CatalogueId[]): CatalogueId[] {
  return shelvesOf(on, []).flatMap((shelf) => shelf.on);
}

/** Switches a service on, as the last of its shelf, or off. One that is always on stays so. */
export function toggled(on: readonly CatalogueId[], id: CatalogueId): CatalogueId[] {
  if (!on.includes(id)) return together([...on, id]);
  return isAlwaysOn(id) ? [...on] : on.filter((other) => other !== id);
}

/** Moves a service within its shelf by one place; at the end of the shelf nothing moves. */
export function moved(on: readonly CatalogueId[], id: CatalogueId, by: -1 | 1): CatalogueId[] {
  const all = together(on);
  const at = all.indexOf(id);
  const other = all[at + by];
  if (at < 0 || !other || shelfOf(other) !== shelfOf(id)) return all;
  return swapped(all, at, at + by);
}

/** Moves a whole shelf by one place. */
export function shelfMoved(on: readonly CatalogueId[], shelf: Shelf, by: -1 | 1): CatalogueId[] {
  const shelves = shelvesOf(on, []);
  const at = shelves.findIndex((one) => one.shelf === shelf);
  if (at < 0 || !shelves[at + by]) return together(on);
  return swapped(shelves, at, at + by).flatMap((one) => one.on);
}

/** A ready profile, as far as this center has its services. */
export function readyProfile(name: ReadyProfile, offered: readonly CatalogueId[]): CatalogueId[] {
  return together(READY_PROFILES[name].filter((id) => offered.includes(id)));
}

function swapped<T>(list: readonly T[], one: number, other: number): T[] {
  const copy = [...list];
  const [a, b] = [copy[one], copy[other]];
  if (a !== undefined && b !== undefined)
    copy.splice(Math.min(one, other), 2, one < other ? b : a, one < other ? a : b);
  return copy;
}
