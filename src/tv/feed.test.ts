import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../protocol/ids.ts';
import type { BoxHello, CatchUp, FeedMessage } from '../protocol/wire.ts';
import { Clock } from './clock.ts';
import { Feed } from './feed.ts';
import { Link } from './link.ts';
import { Store } from './storage.ts';

const SCOPE = 'household:1';

function news(seq: number, hours = 1): FeedMessage {
  const id = newId();
  const at = new Date().toISOString();
  const expiresAt = new Date(Date.now() + hours * 3_600_000).toISOString();
  const times = { since: at, pressedAt: at };
  const body = { id, state: 'assigned', ...times, presses: 1, officer: `第${seq}条`, closingCode: null };
  return { scope: SCOPE, seq, id, name: 'sos:alarm', body, at, expiresAt };
}

function box(missed: CatchUp = { heads: {}, messages: [] }) {
  const store = new Store();
  const link = new Link();
  const asked: [name: string, input: unknown][] = [];
  let catchUp = missed;
  vi.spyOn(link, 'ask').mockImplementation((async (name: string, input: unknown) => {
    asked.push([name, input]);
    if (name === 'box:catchup') return { ok: true, value: catchUp };
    return { ok: true, value: { stored: 1 } };
  }) as unknown as Link['ask']);
  const feed = new Feed(store, link, new Clock(store));
  const shown: string[] = [];
  feed.on('sos:alarm', ({ body }) => shown.push(body.officer ?? ''));
  const odd: string[] = [];
  feed.odd.on(({ why, message }) => odd.push(`${why} ${message.seq}`));
  const hello = (value: CatchUp) => link.greeted.emit({ missed: value } as BoxHello);
  const online = () => {
    link.state = 'online';
    link.changed.emit('online');
  };
  return {
    feed,
    link,
    shown,
    odd,
    asked,
    hello,
    online,
    answer: (value: CatchUp) => {
      catchUp = value;
    },
  };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('news in order is shown once and moves the cursor', () => {
  const { feed, link, shown, hello } = box();
  hello({ heads: { [SCOPE]: 4 }, messages: [] });
  const five = news(5);
  link.fed.emit([five]);
  link.fed.emit([five, news(6)]);
  expect(shown).toEqual(['第5条', '第6条']);
  expect(feed.cursors).toEqual({ [SCOPE]: 6 });
});

test('a gap is asked for, and nothing after it is lost or shown twice', async () => {
  const { feed, link, shown, asked, hello, answer } = box();
  hello({ heads: { [SCOPE]: 4 }, messages: [] });
  const [five, six, seven] = [news(5), news(6), news(7)];
  answer({ heads: { [SCOPE]: 6 }, messages: [five, six] });
  link.fed.emit([six]);
  link.fed.emit([seven]);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked[0]).toEqual(['box:catchup', { cursors: { [SCOPE]: 4 } }]);
  expect(shown).toEqual(['第5条', '第6条', '第7条']);
  expect(feed.cursors).toEqual({ [SCOPE]: 7 });
});

test('what was missed is stored before the cursors move, and doubles are dropped by id', () => {
  const { shown, hello } = box();
  const one = news(1);
  hello({ heads: { [SCOPE]: 1 }, messages: [one] });
  const again = box();
  again.hello({ heads: { [SCOPE]: 2 }, messages: [one, news(2)] });
  expect(shown).toEqual(['第1条']);
  expect(again.shown).toEqual(['第2条']);
});

test('after a restart what is still valid is kept, what has expired is not', () => {
  box().hello({ heads: { [SCOPE]: 2 }, messages: [news(1, 1), news(2, 3)] });
  vi.advanceTimersByTime(2 * 3_600_000);
  expect(
    box()
      .feed.kept('sos:alarm')
      .map((item) => item.body.officer),
  ).toEqual(['第2条']);
});

test('what has expired before it came is not shown, but counted', () => {
  const { feed, link, shown } = box();
  link.fed.emit([news(1, -1)]);
  expect(shown).toEqual([]);
  expect(feed.cursors).toEqual({ [SCOPE]: 1 });
});

test('receipts are sent in a batch, and again until they were confirmed', async () => {
  const { feed, link, asked, hello, online } = box();
  const one = news(1);
  hello({ heads: { [SCOPE]: 1 }, messages: [one] });
  feed.receipt(one.id, 'shown');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual([]);
  const reopened = vi
    .spyOn(link, 'ask')
    .mockResolvedValueOnce({ ok: false, refusal: { code: 'unavailable', text: 'x' } });
  online();
  await vi.advanceTimersByTimeAsync(10);
  await vi.advanceTimersByTimeAsync(6_000);
  const sent = reopened.mock.calls.map(([, input]) => (input as { items: { id: string; step: string }[] }).items);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[0]?.map(({ id, step }) => [id, step])).toEqual([
    [one.id, 'received'],
    [one.id, 'shown'],
  ]);
});

test('an item says its number', () => {
  const { feed, link } = box();
  const items: [string, number][] = [];
  feed.on('sos:alarm', ({ scope, seq }) => items.push([scope, seq]));
  link.fed.emit([news(1)]);
  expect(items).toEqual([[SCOPE, 1]]);
});

test('what was missed is told by number, in whatever order the center reads it', () => {
  const { shown, hello } = box();
  hello({ heads: { [SCOPE]: 3 }, messages: [news(3), news(1), news(2)] });
  expect(shown).toEqual(['第1条', '第2条', '第3条']);
});

test('a center that counts from a lower number tells nothing old again', () => {
  const { feed, link, shown, odd, hello } = box();
  const old = [1, 2, 3].map((seq) => news(seq));
  vi.advanceTimersByTime(60_000);
  hello({ heads: { [SCOPE]: 9 }, messages: [news(9)] });
  hello({ heads: { [SCOPE]: 2 }, messages: old.slice(0, 2) });
  link.fed.emit(old.slice(2));
  expect(shown).toEqual(['第9条']);
  expect(odd).toEqual(['backward 1', 'backward 2', 'backward 3']);
  expect(feed.cursors).toEqual({ [SCOPE]: 9 });
});

test('a center that was set up again from a copy is heard: what it says is later than all before', () => {
  const { feed, link, shown, odd, hello } = box();
  const old = news(8);
  hello({ heads: { [SCOPE]: 9 }, messages: [news(9)] });
  vi.advanceTimersByTime(60_000);
  hello({ heads: { [SCOPE]: 4 }, messages: [] });
  link.fed.emit([news(5), news(6)]);
  expect(shown).toEqual(['第9条', '第5条', '第6条']);
  expect(feed.cursors).toEqual({ [SCOPE]: 6 });
  // Its numbers open no door for what was passed before.
  link.fed.emit([{ ...news(7), at: old.at }, old]);
  expect(shown).toHaveLength(3);
  expect(odd).toEqual(['backward 7', 'backward 8']);
});

test('the same id under another number is told once, and noticed', () => {
  const { link, shown, odd, feed } = box();
  const one = news(1);
  link.fed.emit([one, { ...one, seq: 2 }]);
  expect([shown, odd]).toEqual([['第1条'], ['double 2']]);
  expect(feed.cursors).toEqual({ [SCOPE]: 2 });
});

test('junk neither throws nor is kept, and what comes after it is told', () => {
  const { feed, link, shown, odd } = box();
  const bodies = [
    null,
    undefined,
    7,
    'x',
    [],
    {},
    { id: 1 },
    { ...(news(1).body as object), officer: 'x'.repeat(70_000) },
  ];
  const junk = bodies.map((body, index) => ({ ...news(index + 1), body }));
  link.fed.emit([...junk, { ...news(9), name: 'nobody:knows' }, news(10)]);
  expect(shown).toEqual(['第10条']);
  expect(odd).toHaveLength(9);
  expect(feed.cursors).toEqual({ [SCOPE]: 10 });
  for (const seq of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) link.fed.emit([{ ...news(1), seq }]);
  link.fed.emit([{ ...news(11), at: 'yesterday', expiresAt: 'never' }]);
  expect([shown, feed.cursors]).toEqual([['第10条'], { [SCOPE]: 11 }]);
  expect(JSON.stringify(localStorage).length).toBeLessThan(20_000);
});

test('a listener that stumbles keeps nothing from the others', () => {
  const { feed, link, shown } = box();
  feed.on('meals:order', () => undefined);
  let failed = 0;
  const stop = feed.on('sos:alarm', () => {
    failed += 1;
    throw new Error('stumbled');
  });
  link.fed.emit([news(1), news(2)]);
  stop();
  expect([shown, failed]).toEqual([['第1条', '第2条'], 2]);
  expect(() => vi.runOnlyPendingTimers()).toThrow('stumbled');
});

test('a flood fills neither the news, nor the receipts, nor the numbers', () => {
  const { feed, link } = box();
  const long = (seq: number) => ({ ...news(seq), body: { ...(news(seq).body as object), officer: 'x'.repeat(9_000) } });
  for (let batch = 0; batch < 30; batch++) {
    link.fed.emit(Array.from({ length: 50 }, (_, index) => long(batch * 50 + index + 1)));
  }
  for (let scope = 0; scope < 300; scope++) link.fed.emit([{ ...news(1), scope: `community:${scope}` }]);
  link.fed.emit([{ ...news(1), scope: 'x'.repeat(100_000) }]);
  expect(Object.keys(feed.cursors)).toHaveLength(40);
  expect(feed.kept('sos:alarm').length).toBeLessThanOrEqual(200);
  expect(JSON.stringify(localStorage).length).toBeLessThan(700_000);
});
