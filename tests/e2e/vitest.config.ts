import { defineConfig } from 'vitest/config';

/** Journeys run one after the other: each has a browser that draws without a graphics card, and there are two cores. */
export default defineConfig({
  test: {
    name: 'e2e',
    include: ['tests/e2e/**/*.test.ts'],
    fileParallelism: false,
    globalSetup: 'src/testing/postgres.setup.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
