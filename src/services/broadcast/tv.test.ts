import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import type { BoxHello } from '../../protocol/wire.ts';
import { Clock } from '../../tv/clock.ts';
import { Feed } from '../../tv/feed.ts';
import { Link } from '../../tv/link.ts';
import { Settings } from '../../tv/settings.ts';
import { Store } from '../../tv/storage.ts';
import { Tones } from '../../tv/tones.ts';
import { Voice } from '../../tv/voice.ts';
import type { Level, Warning } from './protocol.ts';
import { Announcement, type LoudLevel } from './tv/announcement.ts';
import { ranked, Warnings } from './tv/warnings.ts';
import { momentOf, spokenOf, validityOf } from './tv/words.ts';

const HOUR = 3_600_000;

function warning(level: Level, headline: string = level, left = HOUR): Warning {
  const now = Date.now();
  const times = { sentAt: new Date(now).toISOString(), expiresAt: new Date(now + left).toISOString() };
  return { id: newId(), level, sender: '昔阳里社区', headline, body: '请关好门窗。', ...times, cancelledAt: null };
}

/** A box on the store of this test; made a second time it is the box after a restart. */
function box() {
  const store = new Store();
  const link = new Link();
  const clock = new Clock(store);
  const feed = new Feed(store, link, clock);
  const receipts: string[] = [];
  vi.spyOn(feed, 'receipt').mockImplementation((id, step) => void receipts.push(`${step} ${id}`));
  const warnings = new Warnings({ store, clock, feed });
  let seq = 0;
  const news = (name: string, body: { id: string }, id: string, expiresAt: string) => {
    const message = { scope: 'community:1', seq: ++seq, id, name, body, at: new Date().toISOString(), expiresAt };
    link.greeted.emit({ missed: { heads: { 'community:1': seq }, messages: [message] } } as unknown as BoxHello);
  };
  return {
    warnings,
    clock,
    receipts,
    send: (one: Warning) => {
      news('broadcast:warning', one, one.id, one.expiresAt);
      return one;
    },
    withdraw: ({ id, expiresAt }: Warning) => {
      const body = { id, cancelledAt: new Date().toISOString() };
      news('broadcast:withdrawn', body, newId(), expiresAt);
    },
    onScreen: () => warnings.onScreen?.headline,
    lines: () => warnings.lines.map(({ headline }) => headline),
  };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

test('the worst has the screen, of the same level the newest; the others wait', () => {
  const { warnings, send, onScreen, lines } = box();
  send(warning('yellow'));
  const older = send(warning('red', '先'));
  vi.advanceTimersByTime(1_000);
  send(warning('orange'));
  const newer = send(warning('red', '后'));
  send(warning('blue'));
  expect(ranked(warnings.valid).map(({ headline }) => headline)).toEqual(['后', '先', 'orange', 'yellow', 'blue']);
  expect([onScreen(), lines()]).toEqual(['后', ['blue']]);
  warnings.confirm(newer);
  warnings.confirm(older);
  expect([onScreen(), lines()]).toEqual(['orange', ['后', '先', 'blue']]);
});

test('receipts: shown once and only when drawn, confirmed by the resident', () => {
  const { warnings, send, receipts, lines, onScreen } = box();
  const one = send(warning('yellow'));
  expect(receipts).toEqual([]);
  warnings.shown(one);
  warnings.shown(one);
  warnings.confirm(one);
  expect(receipts).toEqual([`shown ${one.id}`, `confirmed ${one.id}`]);
  expect([onScreen(), lines()]).toEqual([undefined, []]);
});

test('a yellow one that had its time, or was left, is not confirmed', () => {
  const { warnings, send, receipts, onScreen } = box();
  const one = send(warning('yellow'));
  warnings.shown(one);
  warnings.timeUp(one);
  expect(receipts).toEqual([`shown ${one.id}`]);
  expect(onScreen()).toBeUndefined();
});

test('withdrawn: off at once, and said only to those who have seen it', () => {
  const { warnings, send, withdraw, onScreen, lines } = box();
  const said: string[] = [];
  warnings.withdrawn.on(({ headline }) => said.push(headline));
  const unseen = send(warning('orange', '没见过'));
  const seen = send(warning('red', '见过'));
  warnings.shown(seen);
  warnings.confirm(seen);
  expect(lines()).toEqual(['见过']);
  withdraw(seen);
  withdraw(unseen);
  expect([onScreen(), lines(), said]).toEqual([undefined, [], ['见过']]);
});

test('it goes when its time is over by the center, whatever the own clock says', () => {
  const { warnings, clock, send, onScreen, lines } = box();
  let looks = 0;
  warnings.changed.on(() => looks++);
  const one = send(warning('red', '一会儿', 60_000));
  const two = send(warning('orange', '很久'));
  warnings.shown(two);
  vi.advanceTimersByTime(59_000);
  expect(onScreen()).toBe('一会儿');
  const before = looks;
  vi.advanceTimersByTime(1_000);
  expect(looks).toBeGreaterThan(before);
  expect(onScreen()).toBe('很久');
  warnings.confirm(one);
  clock.set(new Date(Date.now() + 2 * HOUR).toISOString());
  expect([onScreen(), lines()]).toEqual([undefined, []]);
});

test('after a restart: what had the screen is a line, what nobody saw takes it, what was read stays away', () => {
  const before = box();
  const sent = (['red', 'orange', 'yellow'] as const).map((level) => before.send(warning(level)));
  for (const one of sent) before.warnings.shown(one);
  const read = before.send(warning('yellow', '读过'));
  before.warnings.confirm(read);
  before.send(warning('orange', '没显示过'));
  const { onScreen, lines } = box();
  expect([onScreen(), lines()]).toEqual(['没显示过', ['red', 'orange']]);
});

function announcement(level: LoudLevel, speaks: boolean) {
  const store = new Store();
  const kit = { tones: new Tones(), voice: new Voice(new Settings(store)) };
  const played: string[] = [];
  vi.spyOn(kit.tones, 'play').mockImplementation(async (tone) => {
    played.push(tone);
    await new Promise((over) => setTimeout(over, 3_000));
    return true;
  });
  vi.spyOn(kit.tones, 'stop').mockImplementation(() => {});
  vi.spyOn(kit.voice, 'speak').mockImplementation(async (_, { always } = {}) => {
    if (!speaks || !always) return false;
    await new Promise((over) => setTimeout(over, 4_000));
    played.push('words');
    return true;
  });
  return { played, it: new Announcement(kit, warning(level), level) };
}

test('red: three rounds of tone and words; it may be made small after the first', async () => {
  const { it, played } = announcement('red', true);
  it.play();
  await vi.advanceTimersByTimeAsync(6_900);
  expect(it.ready).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(it.ready).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(played).toEqual(['red', 'words', 'red', 'words', 'red', 'words']);
  expect(it.timeUp).toBe(false);
});

test('red without a voice: one tone, and ten seconds to read', async () => {
  const { it, played } = announcement('red', false);
  it.play();
  await vi.advanceTimersByTimeAsync(9_000);
  expect([it.ready, it.secondsLeft]).toEqual([false, 1]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([it.ready, played]).toEqual([true, ['red']]);
});

test('orange: five seconds, two rounds; yellow: at once, one round, and it leaves after thirty seconds', async () => {
  const orange = announcement('orange', true);
  orange.it.play();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(orange.it.ready).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([orange.it.ready, orange.it.timeUp, orange.played.length]).toEqual([true, false, 4]);
  const yellow = announcement('yellow', true);
  yellow.it.play();
  expect(yellow.it.ready).toBe(true);
  await vi.advanceTimersByTimeAsync(29_000);
  expect([yellow.it.timeUp, yellow.it.secondsLeft]).toEqual([false, 1]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([yellow.it.timeUp, yellow.played]).toEqual([true, ['yellow', 'words']]);
});

test('under something else it rests, and then goes on where it was', async () => {
  const { it, played } = announcement('yellow', true);
  it.play();
  await vi.advanceTimersByTimeAsync(2_000);
  it.rest();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([it.secondsLeft, played]).toEqual([28, ['yellow']]);
  it.play();
  it.play();
  await vi.advanceTimersByTimeAsync(8_000);
  expect([it.secondsLeft, played]).toEqual([20, ['yellow', 'yellow', 'words']]);
});

test('words: who, what, what to do, until when', () => {
  vi.setSystemTime('2026-11-24T02:00:00Z');
  const one = warning('orange', '大风橙色预警');
  expect(spokenOf(one)).toBe('橙色预警。昔阳里社区发布。大风橙色预警。请关好门窗。');
  const now = Date.now();
  expect(validityOf(one, now)).toBe('有效到今天 11:00');
  expect(validityOf(one, now + HOUR)).toBe('已结束');
  expect(validityOf({ ...one, cancelledAt: one.sentAt }, now)).toBe('已解除');
  expect(momentOf('2026-11-24T16:30:00Z', now)).toBe('11月25日 00:30');
});
