/** The eight shelves of the home page: safety and the seven elements of daily life. */
export const SHELVES = ['safety', 'eat', 'home', 'go', 'leisure', 'buy', 'enjoy', 'health'] as const;
export type Shelf = (typeof SHELVES)[number];

/** All 28 services in the order of their numbers: number − 1 is the index, and the number is the channel. */
export const CATALOGUE = [
  { id: 'sos', shelf: 'safety' },
  { id: 'broadcast', shelf: 'safety' },
  { id: 'cameras', shelf: 'safety' },
  { id: 'alarms', shelf: 'safety' },
  { id: 'checkin', shelf: 'safety' },
  { id: 'meals', shelf: 'eat' },
  { id: 'dining', shelf: 'eat' },
  { id: 'market', shelf: 'eat' },
  { id: 'bills', shelf: 'home' },
  { id: 'repair', shelf: 'home' },
  { id: 'housekeeping', shelf: 'home' },
  { id: 'smarthome', shelf: 'home' },
  { id: 'bus', shelf: 'go' },
  { id: 'parking', shelf: 'go' },
  { id: 'guardian', shelf: 'go' },
  { id: 'activities', shelf: 'leisure' },
  { id: 'map', shelf: 'leisure' },
  { id: 'shop', shelf: 'buy' },
  { id: 'offers', shelf: 'buy' },
  { id: 'parcels', shelf: 'buy' },
  { id: 'wallet', shelf: 'buy' },
  { id: 'tv', shelf: 'enjoy' },
  { id: 'call', shelf: 'enjoy' },
  { id: 'classes', shelf: 'enjoy' },
  { id: 'clinic', shelf: 'health' },
  { id: 'health', shelf: 'health' },
  { id: 'reminders', shelf: 'health' },
  { id: 'care', shelf: 'health' },
] as const satisfies readonly { id: string; shelf: Shelf }[];

export type CatalogueId = (typeof CATALOGUE)[number]['id'];

/** The service's two-digit number, '06' for meals: drawn on its tile and pressed as its channel. */
export function serviceNumber(id: CatalogueId): string {
  return String(CATALOGUE.findIndex((entry) => entry.id === id) + 1).padStart(2, '0');
}

/** The service behind two digits, if there is one. */
export function serviceByNumber(digits: string): CatalogueId | undefined {
  return CATALOGUE[Number(digits) - 1]?.id;
}
