import { eq } from 'drizzle-orm';
import type { Weather } from '../../protocol/contracts/box.ts';
import { climateConnector } from '../connectors/weather.ts';
import { community } from '../identity/schema.ts';
import { refuse } from '../refuse.ts';
import type { Reading } from '../work.ts';

/** What staff wrote about the weather is for the day; after that the connector's word counts again. */
const WRITTEN_HOURS = 14;

/** The community's own row. Refuses `gone`. */
export async function communityOf(reading: Reading) {
  const [row] = await reading.db.select().from(community).where(eq(community.id, reading.communityId));
  if (!row) throw refuse('gone');
  return row;
}

/** The weather to show: what staff wrote today, or else the connector's; null when there is neither. */
export async function weatherNow(reading: Reading, written: Weather | null): Promise<Weather | null> {
  const fresh = written && Date.parse(reading.now) - Date.parse(written.at) < WRITTEN_HOURS * 3_600_000;
  if (fresh) return written;
  return (await reading.connectors.ask(climateConnector, { now: reading.now })) ?? null;
}
