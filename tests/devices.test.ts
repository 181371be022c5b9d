import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !/\.test\.tsx?$|^src\/testing\//.test(file),
);
const having = (words: RegExp) => sources.filter((file) => words.test(readFileSync(join(root, file), 'utf8')));

test('camera and microphone are opened in one place, which wants a rule for it', () => {
  expect(having(/\bgetUserMedia\s*\(|\bgetDisplayMedia\b/)).toEqual(['src/media/devices.ts']);
});

test('whoever opens them names the rule, and each rule of a call has one place that may name it', () => {
  expect(having(/'auto-answer'/).filter((file) => file !== 'src/media/devices.ts')).toEqual([
    'src/media/calls/calls.ts',
  ]);
  for (const file of having(/\bdevices\.open\(|new Devices\(\)\.open\(/i)) {
    const text = readFileSync(join(root, file), 'utf8');
    expect(text, file).toMatch(/\.open\((this\.#)?(rule|'[a-z-]+')/);
  }
});
