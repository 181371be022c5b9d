import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { filesOf, SOURCES } from './sources.ts';

const folder = join(import.meta.dirname, '../../static/fonts');

const ASCII = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('');
/** What stands in dates, prices and news without being in a text of ours. */
const ALWAYS = '0123456789年月日时分秒星期一二三四五六七八九十上下午元角，。、；：？！…—·“”‘’（）《》【】￥℃％×→←↑↓';

/** The characters of our own texts, each once. */
export function ownCharacters(): string {
  const words = filesOf(SOURCES.words).map((file) => readFileSync(file, 'utf8').replaceAll(/\s/g, ''));
  return [...new Set(ASCII + ALWAYS + words.join(''))].join('');
}

/**
 * Writes own.woff2, the small font that the first screen waits for, cut out of all.woff2, which scripts/author-font.sh
 * made.
 */
export async function buildOwnFont(): Promise<void> {
  const font = await subsetFont(readFileSync(join(folder, 'all.woff2')), ownCharacters(), { targetFormat: 'woff2' });
  writeFileSync(join(folder, 'own.woff2'), font);
}
