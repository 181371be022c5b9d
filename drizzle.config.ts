import { defineConfig } from 'drizzle-kit';

/** `npm run db:generate` compares the schema files with the last migration and writes the next one. */
export default defineConfig({
  dialect: 'postgresql',
  schema: ['./src/center/**/schema.ts', './src/services/*/schema.ts'],
  out: './src/center/migrations',
});
