import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../protocol/ids.ts';
import type { BoxHello, CatchUp, FeedMessage } from '../protocol/wire.ts';
import { Clock } from './clock.ts';
import { Feed } from './feed.ts';
import { Link } from './link.ts';
import { Store } from './storage.ts';

const SCOPE = 'community:1';

function news(seq: number, hours = 1): FeedMessage {
  const id = newId();
  const at = new Date().toISOString();
  const expiresAt = new Date(Date.now() + hours * 3_600_000).toISOString();
  const body = {
    id,
    level: 'red',
    sender: 's',
    headline: `第${seq}条`,
    body: 'b',
    sentAt: at,
    expiresAt,
    cancelledAt: null,
  };
  return { scope: SCOPE, seq, id, name: 'broadcast:warning', body, at, expiresAt };
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
  feed.on('broadcast:warning', ({ body }) => shown.push(body.headline));
  const hello = (value: CatchUp) => link.greeted.emit({ missed: value } as BoxHello);
  const online = () => {
    link.state = 'online';
    link.changed.emit('online');
  };
  return {
    feed,
    link,
    shown,
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
      .feed.kept('broadcast:warning')
      .map((item) => item.body.headline),
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
