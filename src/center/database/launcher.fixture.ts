/** Run by the launcher's test in a process of its own: starts the database, commits a row, tells the server's pid. */
import { sql } from 'drizzle-orm';
import { silentLog } from '../log.ts';
import { connect } from './database.ts';
import { startPostgres } from './launcher.ts';

const server = await startPostgres({ dataDir: process.argv[2] ?? '', log: silentLog });
const db = connect(server.connection, silentLog, 1);
await db.execute(sql`CREATE TABLE note (text text)`);
await db.execute(sql`INSERT INTO note VALUES ('committed')`);
process.send?.(server.pid());
