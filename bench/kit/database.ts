import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { connect, type Database, disconnect } from '../../src/center/database/database.ts';
import { startPostgres } from '../../src/center/database/launcher.ts';
import { box, building, community, household, resident } from '../../src/center/identity/schema.ts';
import { hashToken } from '../../src/center/identity/secrets.ts';
import { silentLog } from '../../src/center/log.ts';
import { newId } from '../../src/protocol/ids.ts';

/** An embedded database that waits for the disk as in life, for a center that runs in another process. */
export interface BenchDatabase {
  readonly db: Database;
  /** Settings for a center that works on it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** A box that is enrolled, with a household of its own and one resident. */
export interface EnrolledBox {
  readonly secret: string;
  readonly householdId: string;
  readonly residentId: string;
}

export async function openDatabase(): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xiyangli-bench-'));
  const postgres = await startPostgres({ dataDir, log: silentLog, durable: true });
  const { host, user, database } = postgres.connection;
  const db = connect(postgres.connection, silentLog);
  return {
    db,
    env: {
      DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`,
      DATA_DIR: join(dataDir, 'center'),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
    },
    async stop() {
      await disconnect(db);
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The sample community that the center has made. */
export async function sampleCommunity(db: Database): Promise<string> {
  const [row] = await db.select({ id: community.id }).from(community).limit(1);
  if (!row) throw new Error('the center has made no community');
  return row.id;
}

/** Writes as many boxes as are wanted into the sample community, as a clerk would have enrolled them. */
export async function enrolBoxes(db: Database, count: number): Promise<EnrolledBox[]> {
  const communityId = await sampleCommunity(db);
  const buildings = await db.select().from(building).where(eq(building.communityId, communityId));
  const enrolledAt = new Date().toISOString();
  const boxes = Array.from({ length: count }, () => ({
    secret: `${newId()}${newId()}`.replaceAll('-', ''),
    householdId: newId(),
    residentId: newId(),
  }));
  for (let from = 0; from < count; from += 1_000) {
    const some = boxes.slice(from, from + 1_000);
    await db.insert(household).values(
      some.map(({ householdId }, index) => ({
        communityId,
        id: householdId,
        buildingId: buildings[index % buildings.length]?.id ?? '',
        door: `${from + index}`,
        access: '',
        contacts: [],
      })),
    );
    await db.insert(resident).values(
      some.map(({ householdId, residentId }) => ({
        communityId,
        id: residentId,
        householdId,
        name: '张三',
        salutation: '张爷爷',
        birthYear: 1948,
        diet: { needs: [], avoids: [] },
      })),
    );
    await db.insert(box).values(
      some.map(({ householdId, secret }) => ({
        communityId,
        id: newId(),
        householdId,
        name: '客厅',
        secretHash: hashToken(secret),
        enrolledAt,
      })),
    );
  }
  return boxes;
}
