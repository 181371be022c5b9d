import { defineConfig } from 'vitest/config';

const tv = ['src/tv/**/*.test.ts', 'src/services/*/tv.test.ts'];

export default defineConfig({
  test: {
    // Two, since developers' machines and the build's have few cores, and every file runs real servers.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          include: ['src/{protocol,center,testing}/**/*.test.ts', 'src/services/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: [...tv, 'tests/e2e/**'],
          globalSetup: 'src/testing/postgres.setup.ts',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'tv',
          environment: 'happy-dom',
          include: tv,
          // Lightning's packages import files without endings, which only a bundler resolves.
          server: { deps: { inline: [/@lightningjs\//, /@metrological\//] } },
        },
      },
    ],
  },
});
