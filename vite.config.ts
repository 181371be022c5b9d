import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import legacy from '@vitejs/plugin-legacy';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { hashOf, SOURCES } from './scripts/build/sources.ts';
import { lightningFiles } from './scripts/vite/lightning-files.ts';
import { patchLightning } from './scripts/vite/patch-lightning.ts';

const root = import.meta.dirname;
/** Boxes at or above this load the modern build; src/tv/start.js tells them apart by what they can do. */
const MODERN = ['chrome98', 'firefox104', 'safari16'];
/** What React and antd-mobile run on, with pictures over WebRTC: also phones that were given on. */
const PHONES = ['chrome87', 'safari14.1', 'firefox90'];
/** The first Chrome with all of ES2015 but modules, which SystemJS stands in for. */
const LEGACY = 'Chrome >= 49';

/**
 * One config for the front ends, chosen by `--mode`: `tv`, `tv-legacy` for old boxes, `tv-test` with the handle that
 * journeys look through, `console`, or `phone`.
 */
export default defineConfig(({ mode, command }) => {
  const served = command === 'serve';
  if (mode === 'tv') return served ? tvServer() : tvModern('tv', false);
  if (mode === 'tv-test') return tvModern('tv-test', true);
  if (mode === 'tv-legacy') return tvLegacy();
  if (mode === 'console') return pageApp('console', served);
  if (mode === 'phone') return pageApp('phone', served);
  throw new Error(`vite: unknown mode "${mode}", use --mode tv, tv-legacy, tv-test, console or phone`);
});

function tv(build: UserConfig['build']): UserConfig {
  return {
    root: join(root, 'src/tv'),
    base: './',
    publicDir: false,
    // ui-components and the SDK each bring their own copy of core otherwise.
    resolve: { dedupe: ['@lightningjs/core'] },
    // scripts/build.ts empties the folders: the legacy build lies inside the modern one's.
    build: { manifest: true, emptyOutDir: false, chunkSizeWarningLimit: 1000, reportCompressedSize: false, ...build },
    logLevel: 'warn',
  };
}

function tvModern(folder: 'tv' | 'tv-test', testHandle: boolean): UserConfig {
  // Lightning keys a component's states by the names of its classes, which a minifier takes away.
  const keepNames = { class: true, function: false };
  return {
    ...tv({
      outDir: join('../../dist', folder),
      target: MODERN,
      rolldownOptions: { output: { minify: { compress: { keepNames }, mangle: { keepNames } } } },
    }),
    define: defines(testHandle, hashOf(SOURCES.tv)),
    plugins: [patchLightning({ required: true }), lightningFiles(root)],
  };
}

function tvLegacy(): UserConfig {
  return {
    ...tv({
      outDir: '../../dist/tv/legacy',
      // plugin-legacy passes over the minifier's keepNames. This one emits static blocks, which its transform removes.
      rolldownOptions: { output: { keepNames: true } },
    }),
    define: defines(false, hashOf(SOURCES.tv)),
    plugins: [
      patchLightning({ required: true }),
      // Without it a polyfill looks for the global object by `Function('…')`, which the page's CSP forbids.
      legacy({
        targets: LEGACY,
        renderModernChunks: false,
        additionalLegacyPolyfills: ['core-js/proposals/global-this'],
      }),
    ],
  };
}

function tvServer(): UserConfig {
  return {
    ...tv({}),
    base: '/tv/',
    cacheDir: join(root, 'node_modules/.vite-tv'),
    define: defines(true, 'dev'),
    plugins: [patchLightning({ required: false }), lightningFiles(root)],
    optimizeDeps: { rolldownOptions: { plugins: [patchLightning({ required: false })] } },
    server: { proxy: center() },
  };
}

/** A React app: the console, or the family's phone page. */
function pageApp(room: 'console' | 'phone', served: boolean): UserConfig {
  return {
    root: join(root, 'src', room),
    base: served ? `/${room}/` : './',
    publicDir: false,
    cacheDir: join(root, `node_modules/.vite-${room}`),
    plugins: [react()],
    build: {
      outDir: join('../../dist', room),
      // Families' phones are older than the staff's computers; a child's old one is the grandparents' new one.
      ...(room === 'phone' ? { target: PHONES } : {}),
      manifest: true,
      emptyOutDir: false,
      // Ant Design alone is over the default.
      chunkSizeWarningLimit: 2000,
      reportCompressedSize: false,
    },
    server: { proxy: center() },
    logLevel: 'warn',
  };
}

/** Constants of a build: whether it carries the test handle, and which build it is, e.g. `0.1.0-3f2a91c4`. */
function defines(testHandle: boolean, hash: string): Record<string, string> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { __TEST_HANDLE__: JSON.stringify(testHandle), __BUILD__: JSON.stringify(`${version}-${hash}`) };
}

/** While developing, the center is another server; it is to see requests as if they came from its own pages. */
function center() {
  const target = process.env.CENTER_URL ?? 'http://localhost:8080';
  const route = { target, changeOrigin: true, headers: { origin: target } };
  return { '/socket.io': { ...route, ws: true }, '/api': route, '/healthz': route, '/static': route };
}
