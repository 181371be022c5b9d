import { defineConfig } from 'vitest/config';

/** Two journeys at a time: each mostly waits, and there are two cores for browsers that draw without a graphics card. */
export default defineConfig({
  test: {
    name: 'e2e',
    include: ['tests/e2e/**/*.test.ts'],
    maxWorkers: 2,
    globalSetup: 'src/testing/postgres.setup.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
