import { expect, test } from 'vitest';
import { Banners } from './banners.ts';

const banner = (text: string, rank: number) => ({ text, rank, tag: '', color: 0, ink: 0 });

function turnsOf(banners: Banners, count: number): string[] {
  return Array.from({ length: count }, () => {
    const text = banners.current?.text ?? '';
    banners.turn();
    return text;
  });
}

test('the worst is shown at once, and then all have their turn', () => {
  const banners = new Banners();
  banners.show(banner('blue', 2));
  const hide = banners.show(banner('red', 5));
  banners.show(banner('orange', 4));
  expect(turnsOf(banners, 4)).toEqual(['red', 'orange', 'blue', 'red']);
  expect(banners.current?.text).toBe('orange');
  banners.show(banner('rescue', 100));
  expect(banners.current?.text).toBe('rescue');
  hide();
  expect(turnsOf(banners, 4)).toEqual(['rescue', 'orange', 'blue', 'rescue']);
});

test('what ranks lowest waits until there is nothing else', () => {
  const banners = new Banners();
  const notices = [banners.show(banner('one', 0)), banners.show(banner('two', 0))];
  const hide = banners.show(banner('red', 5));
  expect(turnsOf(banners, 2)).toEqual(['red', 'red']);
  hide();
  expect(turnsOf(banners, 3)).toEqual(['two', 'one', 'two']);
  for (const gone of notices) gone();
  banners.turn();
  expect(banners.current).toBeUndefined();
});
