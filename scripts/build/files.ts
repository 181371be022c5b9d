import { SOURCES } from './sources.ts';
import type { Step } from './stamps.ts';

/** What the TV loads beside its code. The tools that draw it are loaded only when something is to be drawn. */
export const files: readonly Step[] = [
  {
    name: 'font',
    inputs: [...SOURCES.words, 'static/fonts/all.woff2', 'scripts/build/fonts.ts'],
    outputs: ['static/fonts/own.woff2'],
    run: async () => (await import('./fonts.ts')).buildOwnFont(),
  },
  {
    name: 'pictures',
    inputs: ['src/tv/pictures.ts', 'scripts/pictures/*', 'scripts/build/pictures.ts', 'package-lock.json'],
    outputs: ['static/pictures/home.png', 'static/pictures/more.png', 'static/pictures/icon.png'],
    run: async () => (await import('./pictures.ts')).buildPictures(),
  },
  {
    name: 'tones',
    inputs: ['scripts/build/tones.ts'],
    outputs: ['red', 'orange', 'yellow', 'sos'].map((name) => `static/tones/${name}.wav`),
    run: async () => (await import('./tones.ts')).buildTones(),
  },
];
