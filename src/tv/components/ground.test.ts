import fc from 'fast-check';
import { expect, test } from 'vitest';
import { around } from './ground.ts';

const area = (frames: readonly { w: number; h: number }[]) => frames.reduce((sum, { w, h }) => sum + w * h, 0);

test('the pieces leave exactly the holes free', () => {
  expect(around([{ x: 0, y: 0, w: 1920, h: 1080 }])).toEqual([]);
  const frame = fc.record({ x: fc.nat(1000), y: fc.nat(500), w: fc.integer({ min: 1, max: 900 }), h: fc.nat(500) });
  fc.assert(
    fc.property(frame, frame, fc.nat(1919), fc.nat(1079), (one, other, x, y) => {
      const inside = (f: { x: number; y: number; w: number; h: number }) =>
        f.x <= x && x < f.x + f.w && f.y <= y && y < f.y + f.h;
      const pieces = around([one, other]);
      expect(pieces.filter(inside).length).toBe(inside(one) || inside(other) ? 0 : 1);
      expect(area(pieces)).toBeLessThanOrEqual(1920 * 1080);
    }),
  );
});
