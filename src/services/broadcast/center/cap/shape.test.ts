import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { readCap } from './cap.ts';
import type { CapRule } from './problem.ts';

const full = readFileSync(join(import.meta.dirname, '../../../../../tests/fixtures/cap/full.xml'), 'utf8');
const schema = readFileSync(join(import.meta.dirname, 'cap12.xsd'), 'utf8');

/** Rules that say no more than the schema does. */
const OF_SCHEMA: readonly CapRule[] = [
  'unknownElement',
  'misplacedElement',
  'repeatedElement',
  'missingElement',
  'attribute',
  'strayText',
  'wrongValue',
];

const LINES = full.split('\n');
/** The lines of the message but the declaration and the root's; a change takes one, doubles it, moves it or spoils it. */
const change = fc.record({
  line: fc.integer({ min: 2, max: LINES.length - 3 }),
  to: fc.integer({ min: 2, max: LINES.length - 3 }),
  way: fc.constantFrom('drop', 'double', 'move', 'rename', 'attribute', 'words', 'empty'),
});

function changed({ line, to, way }: { line: number; to: number; way: string }): string {
  const lines = [...LINES];
  const text = lines[line] ?? '';
  if (way === 'drop') lines.splice(line, 1);
  if (way === 'double') lines.splice(to, 0, text);
  if (way === 'move') lines.splice(to, 0, ...lines.splice(line, 1));
  if (way === 'rename') lines[line] = text.replaceAll(/(<\/?)\w+/g, '$1other');
  if (way === 'attribute') lines[line] = text.replace(/<\w+/, '$& a="1"');
  if (way === 'words') lines[line] = `${text}words`;
  if (way === 'empty') lines[line] = text.replace(/>.*</, '><');
  return lines.join('\n');
}

test('the structure found by path and the schema come to the same verdict', async () => {
  await fc.assert(
    fc.asyncProperty(change, async (one) => {
      const xml = changed(one);
      const reading = await readCap(new TextEncoder().encode(xml));
      const rules = reading.ok ? [] : reading.problems.map(({ rule }) => rule);
      // Were xmllint to find what the structure does not, it would be told as `schema`.
      expect(rules).not.toContain('schema');
      if (rules.some((rule) => OF_SCHEMA.includes(rule)) || rules.includes('malformed')) {
        expect((await validateXML({ xml, schema })).valid).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
});
