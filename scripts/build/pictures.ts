import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { CELL, COLUMNS, PICTURE, SHEETS } from '../../src/tv/pictures.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'static/pictures');
const OWN = 'own:';
/** Boxes hold a sheet as one texture; powers of two are what the oldest of them take. */
const WIDTH = 1024;
const HEIGHT = 2048;

interface IconSet {
  readonly icons: Readonly<Record<string, { readonly body: string }>>;
}

/** Draws the sheets that src/tv/pictures.ts describes, and the app's icon. */
export async function buildPictures(): Promise<void> {
  const load = createRequire(import.meta.url);
  const { icons } = load('@iconify-json/fluent-emoji-flat/icons.json') as IconSet;
  mkdirSync(folder, { recursive: true });
  for (const [sheet, pictures] of Object.entries(SHEETS)) await drawSheet(icons, sheet, Object.values(pictures));
  await sharp(draw(icons, 'television')).png({ palette: true }).toFile(join(folder, 'icon.png'));
}

async function drawSheet(icons: IconSet['icons'], sheet: string, sources: readonly string[]): Promise<void> {
  const edge = (CELL - PICTURE) / 2;
  const tiles = sources.map((source, index) => ({
    input: draw(icons, source),
    left: (index % COLUMNS) * CELL + edge,
    top: Math.floor(index / COLUMNS) * CELL + edge,
  }));
  if (tiles.some((tile) => tile.top + CELL > HEIGHT))
    throw new Error(`build: sheet "${sheet}" holds too many pictures`);
  await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .composite(tiles)
    .png({ palette: true, quality: 95, effort: 4 })
    .toFile(join(folder, `${sheet}.png`));
}

/** One picture as SVG of the size that a sheet takes. */
function draw(icons: IconSet['icons'], source: string): Buffer {
  const body = source.startsWith(OWN)
    ? readFileSync(join(root, 'scripts/pictures', `${source.slice(OWN.length)}.svg`), 'utf8').replace(
        /<\/?svg[^>]*>/g,
        '',
      )
    : icons[source]?.body;
  if (!body) throw new Error(`build: fluent-emoji-flat has no "${source}"`);
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE}" height="${PICTURE}" viewBox="0 0 32 32">${body}</svg>`,
  );
}
