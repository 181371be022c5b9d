import { beforeEach, expect, test } from 'vitest';
import { Keys } from './keys.ts';
import { Store } from './storage.ts';

const RIGHT = 39;
const OK = 13;
const RED = 403;

beforeEach(() => localStorage.clear());

test('a held arrow repeats after 500 ms, then every 180 ms', () => {
  const keys = new Keys(new Store());
  const passed: number[] = [];
  for (let now = 0; now <= 1_000; now += 30) if (keys.down(RIGHT, now)) passed.push(now);
  expect(passed).toEqual([0, 510, 690, 870]);
});

test('a long press of OK is one', () => {
  const keys = new Keys(new Store());
  const passed = Array.from({ length: 50 }, (_, index) => keys.down(OK, index * 30)).filter(Boolean);
  expect(passed).toEqual(['Enter']);
});

test('two presses of OK within 400 ms are one, and a third later counts', () => {
  const keys = new Keys(new Store());
  const press = (now: number) => {
    const name = keys.down(OK, now);
    keys.up(OK);
    return name;
  };
  expect([press(0), press(200), press(450)]).toEqual(['Enter', undefined, 'Enter']);
});

test('arrows pressed fast all count', () => {
  const keys = new Keys(new Store());
  const press = (now: number) => {
    const name = keys.down(RIGHT, now);
    keys.up(RIGHT);
    return name;
  };
  expect([press(0), press(80), press(160)]).toEqual(['Right', 'Right', 'Right']);
});

test('a box that never tells of keys let go does not lose the next press', () => {
  const keys = new Keys(new Store());
  keys.down(OK, 0);
  expect(keys.down(OK, 1_000)).toBe('Enter');
});

test('settings.json goes before what is built in, what was taught before both, also after a restart', () => {
  const keys = new Keys(new Store());
  keys.use({ [RED]: 'Blue' });
  expect(keys.nameOf(RED)).toBe('Blue');
  keys.learn(RED, 'Emergency');
  const restarted = new Keys(new Store());
  restarted.use({ [RED]: 'Blue' });
  expect(restarted.nameOf(RED)).toBe('Emergency');
  restarted.forgetLearned();
  expect(restarted.nameOf(RED)).toBe('Blue');
});

test('while a key is taught it does nothing else', () => {
  const keys = new Keys(new Store());
  const heard: number[] = [];
  keys.heard.on((code) => heard.push(code));
  keys.teaching = true;
  expect(keys.down(RED, 0)).toBeUndefined();
  expect(heard).toEqual([RED]);
});
