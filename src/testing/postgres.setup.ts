import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, disconnect } from '../center/database/database.ts';
import { startPostgres } from '../center/database/launcher.ts';
import { migrate } from '../center/database/migrate.ts';
import { silentLog } from '../center/log.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The run's server; its database is the migrated template that tests copy. */
    postgres: { host: string; user: string; database: string };
  }
}

/** Vitest's global setup: one server for the whole run, in a temporary folder, and in it one migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'xiyangli-test-'));
  const server = await startPostgres({ dataDir, log: silentLog, durable: false });
  const teardown = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true });
  };
  try {
    const admin = connect(server.connection, silentLog, 1);
    await admin.execute('CREATE DATABASE template_center');
    await disconnect(admin);
    const template = { ...server.connection, database: 'template_center' };
    const db = connect(template, silentLog, 1);
    await migrate(db, silentLog);
    await disconnect(db);
    project.provide('postgres', template);
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}
