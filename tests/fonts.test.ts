import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { buildOwnFont, ownCharacters } from '../scripts/build/fonts.ts';
import { readCharacters } from './cmap.ts';

const fonts = join(import.meta.dirname, '../static/fonts');
const sizeOf = (file: string) => statSync(join(fonts, file)).size;
const missing = async (file: string, wanted: Iterable<string>) => {
  const found = await readCharacters(readFileSync(join(fonts, file)));
  return [...wanted].filter((character) => !found.has(character)).join('');
};

/** The Han characters of GB 2312, levels 1 and 2, by their places in its table. */
function gb2312(): string[] {
  const decoder = new TextDecoder('gb18030');
  const characters: string[] = [];
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) characters.push(decoder.decode(Uint8Array.of(row, cell)));
  }
  // Five places at the end of row 0xd7 are empty; later standards put private characters there.
  return characters.filter((character) => /\p{Script=Han}/u.test(character));
}

beforeAll(buildOwnFont);

test('the big font draws every character of GB 2312', async () => {
  expect(gb2312()).toHaveLength(6_763);
  expect(await missing('all.woff2', gb2312())).toBe('');
});

test('the big font draws names beyond GB 2312, in the general table of 2013', async () => {
  expect(await missing('all.woff2', '喆堃玥赟翀彧犇')).toBe('');
});

test('the small font draws all that our own texts are written with, and only that', async () => {
  expect(await missing('own.woff2', ownCharacters())).toBe('');
  expect(await missing('own.woff2', '龘')).toBe('龘');
  // It is what the first screen waits for.
  expect(sizeOf('own.woff2')).toBeLessThan(sizeOf('all.woff2') / 10);
});
