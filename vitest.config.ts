import { defineConfig } from 'vitest/config';
import { patchLightning } from './scripts/vite/patch-lightning.ts';

const tv = [
  'src/tv/**/*.test.ts',
  'src/media/**/*.test.ts',
  'src/services/*/tv.test.ts',
  'src/services/*/tv/**/*.test.ts',
];

export default defineConfig({
  test: {
    // Two, since developers' machines and the build's have few cores, and every file runs real servers.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          include: [
            'src/{protocol,center,console,testing,media}/**/*.test.ts',
            'src/services/**/*.test.ts',
            'tests/**/*.test.ts',
          ],
          exclude: [...tv, 'tests/e2e/**'],
          globalSetup: 'src/testing/postgres.setup.ts',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        plugins: [patchLightning({ required: false })],
        define: { __TEST_HANDLE__: 'true', __BUILD__: '"test"' },
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
