import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, readManifest } from './manifest.ts';

const SCRIPT = /<script (?:type="module"|src="\.\/static\/start\.js")[^>]*><\/script>/;

/**
 * Lets one page load both builds: static/start.js picks the modern one or the one for old boxes.
 * @param folder the modern build's folder; the legacy build lies in its folder `legacy`
 */
export function joinPage(folder: string): void {
  const modern = readManifest(folder);
  const legacy = readManifest(join(folder, 'legacy'));
  const attributes = {
    src: './static/start.js',
    'data-modern': `./${entryOf(modern, /index\.html$/).file}`,
    'data-polyfills': `./legacy/${entryOf(legacy, /legacy-polyfills/).file}`,
    'data-legacy': `./legacy/${entryOf(legacy, /index-legacy\.html$/).file}`,
  };
  const page = join(folder, 'index.html');
  const html = readFileSync(page, 'utf8');
  if (!SCRIPT.test(html)) throw new Error(`build: ${page} has no script that loads the app`);
  const list = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  writeFileSync(page, html.replace(SCRIPT, `<script ${list.join(' ')}></script>`));
}
