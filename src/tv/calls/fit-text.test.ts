import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitText } from './fit-text.ts';

test('long words get smaller letters before any of them are cut', () => {
  expect(fitText('请不要动，等人来。', 984, 500)).toMatchObject({ size: 'title', lines: 1 });
  expect(fitText('请'.repeat(120), 984, 400)).toMatchObject({ size: 'body' });
});

test('what is fitted is no higher than its place, while that holds a line', () => {
  const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 300, max: 1_700 }), fc.integer({ min: 80, max: 800 }), (text, w, h) => {
      expect(fitText(text, w, h).h).toBeLessThanOrEqual(h);
    }),
  );
});
