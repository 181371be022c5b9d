import subsetFont from 'subset-font';

/** The characters that a font (woff2) has a glyph for, by the segments of its cmap table (format 4 or 12). */
export async function readCharacters(font: Buffer): Promise<ReadonlySet<string>> {
  const everything = Array.from({ length: 0x2fa20 }, (_, code) =>
    code < 0x20 || (code >= 0xd800 && code <= 0xdfff) ? '' : String.fromCodePoint(code),
  ).join('');
  const file = await subsetFont(font, everything, { targetFormat: 'truetype' });
  const tables = Array.from({ length: file.readUInt16BE(4) }, (_, i) => 12 + i * 16);
  const entry = tables.find((at) => file.toString('latin1', at, at + 4) === 'cmap');
  if (entry === undefined) throw new Error('the font has no cmap');
  const cmap = file.subarray(file.readUInt32BE(entry + 8));
  const found = new Set<string>();
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + i * 8 + 4));
    const format = table.readUInt16BE(0);
    if (format === 12) readGroups(table, found);
    else if (format === 4) readSegments(table, found);
  }
  return found;
}

function readGroups(table: Buffer, found: Set<string>): void {
  for (let i = 0; i < table.readUInt32BE(12); i++) {
    const at = 16 + i * 12;
    for (let code = table.readUInt32BE(at); code <= table.readUInt32BE(at + 4); code++) {
      if (table.readUInt32BE(at + 8) > 0) found.add(String.fromCodePoint(code));
    }
  }
}

function readSegments(table: Buffer, found: Set<string>): void {
  const count = table.readUInt16BE(6) / 2;
  const [ends, starts, deltas, ranges] = [14, 16 + count * 2, 16 + count * 4, 16 + count * 6];
  for (let i = 0; i < count; i++) {
    const range = table.readUInt16BE(ranges + i * 2);
    for (let code = table.readUInt16BE(starts + i * 2); code <= table.readUInt16BE(ends + i * 2); code++) {
      if (code === 0xffff) continue;
      const start = table.readUInt16BE(starts + i * 2);
      const listed = range === 0 ? code : table.readUInt16BE(ranges + i * 2 + range + (code - start) * 2);
      const glyph = listed === 0 ? 0 : (listed + table.readUInt16BE(deltas + i * 2)) & 0xffff;
      if (glyph > 0) found.add(String.fromCodePoint(code));
    }
  }
}
