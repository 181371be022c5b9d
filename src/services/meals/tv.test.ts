import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Refusal } from '../../protocol/reply.ts';
import type { FeedMessage } from '../../protocol/wire.ts';
import { Cache } from '../../tv/cache.ts';
import { Clock } from '../../tv/clock.ts';
import { Feed } from '../../tv/feed.ts';
import { Link } from '../../tv/link.ts';
import { Outbox } from '../../tv/outbox.ts';
import { Store } from '../../tv/storage.ts';
import type { Menu, MenuItem, Order } from './protocol.ts';
import { linesOf, orderInput, sumOf } from './tv/basket.ts';
import { Drafts } from './tv/drafts.ts';
import { offersOf } from './tv/offers.ts';
import { type News, Orders } from './tv/orders.ts';
import { cancelling, nextWord, stateWord, stepsOf } from './tv/progress.ts';
import { clashWord, cutoffWord, dishesWord, leftWord, whenWord } from './tv/words.ts';

const NINE = Date.parse('2026-11-24T01:00:00Z');
const PERSON = '01900000-0000-7000-8000-0000000000aa';

function dish(n: number, more: Partial<MenuItem> = {}): MenuItem {
  const id = `01900000-0000-7000-8000-00000000000${n}`;
  const prices = { priceFen: 1000, subsidyFen: 200, ownFen: 800 };
  return {
    id,
    dishId: id,
    name: `菜${n}`,
    picture: 'rice',
    ...prices,
    left: 20,
    marks: [],
    allergens: [],
    clashes: [],
    ...more,
  };
}

const menu: Menu = {
  id: '01900000-0000-7000-8000-0000000000b1',
  merchantId: '01900000-0000-7000-8000-0000000000c1',
  canteen: '昔阳里食堂',
  day: '2026-11-24',
  meal: 'lunch',
  cutoffAt: '2026-11-24T02:30:00.000Z',
  servedFrom: '2026-11-24T03:30:00.000Z',
  servedTo: '2026-11-24T04:30:00.000Z',
  subsidyLeftFen: 400,
  items: [dish(1), dish(2, { left: 2 }), dish(3, { left: 0 })],
};
const [first, second, third] = menu.items as [MenuItem, MenuItem, MenuItem];

const order: Order = {
  id: '01900000-0000-7000-8000-0000000000d1',
  number: '001',
  menuId: menu.id,
  day: menu.day,
  meal: 'lunch',
  merchantId: menu.merchantId,
  canteen: menu.canteen,
  residentId: PERSON,
  forWhom: '王秀英',
  where: '3号楼 2门301',
  way: 'delivery',
  state: 'ordered',
  since: '2026-11-24T01:00:00.000Z',
  lines: linesOf(menu, { [first.id]: 2 }),
  totalFen: 2000,
  subsidyFen: 400,
  ownFen: 1600,
  cutoffAt: menu.cutoffAt,
  servedFrom: menu.servedFrom,
  servedTo: menu.servedTo,
  cancelUntil: menu.cutoffAt,
  reason: null,
  orderedAt: '2026-11-24T01:00:00.000Z',
};

describe('the basket', () => {
  test('the price follows the rule of the center: the subsidy ends where the meal has no more of it', () => {
    const counts = { [first.id]: 2, [second.id]: 1 };
    expect(sumOf(menu, counts)).toEqual({ totalFen: 3000, subsidyFen: 400, ownFen: 2600, portions: 3 });
  });

  test('what is sent names every dish once, with the price that was on the screen', () => {
    const draft = {
      menuId: menu.id,
      residentId: PERSON,
      way: 'table',
      counts: { [second.id]: 1, [first.id]: 1 },
    } as const;
    const lines = [first, second].map(({ id: itemId }) => ({ itemId, count: 1 }));
    expect(orderInput(draft, menu)).toEqual({ menuId: menu.id, residentId: PERSON, way: 'table', lines, ownFen: 1600 });
  });

  test('a refused order comes back into it, as far as there is something left', () => {
    const store = new Store();
    const from = { store, clock: new Clock(store) };
    const drafts = new Drafts(from);
    const lines = linesOf(menu, { [first.id]: 1 }).map((line) => ({ ...line, count: 30 }));
    const sent = { ...order, key: 'k', at: NINE, lines };
    drafts.restore(sent, menu);
    expect(drafts.of(menu.id, PERSON).counts).toEqual({ [first.id]: 20 });
    expect(drafts.of(menu.id, 'somebody else').counts).toEqual({});
    // The box was switched off and on again.
    expect(new Drafts(from).of(menu.id, PERSON).counts).toEqual({ [first.id]: 20 });
  });
});

test('meals that can still be ordered come first; canteens of one meal stand together', () => {
  const breakfast = { ...menu, id: 'b', meal: 'breakfast', cutoffAt: '2026-11-23T22:30:00.000Z' } as const;
  const halal = { ...menu, id: 'h', canteen: '清真助餐点', cutoffAt: '2026-11-24T02:00:00.000Z' };
  const supper = { ...menu, id: 's', meal: 'supper', cutoffAt: '2026-11-24T08:30:00.000Z' } as const;
  const offers = offersOf([breakfast, menu, halal, supper], NINE);
  expect(offers.map(({ meal, open }) => [meal, open])).toEqual([
    ['lunch', true],
    ['supper', true],
    ['breakfast', false],
  ]);
  expect(offers[0]?.menus.map(({ id }) => id)).toEqual([menu.id, 'h']);
  expect(offers[0]?.cutoffAt).toBe(menu.cutoffAt);
});

describe('words', () => {
  test('day, cut-off, dishes, what is left and diet are said as people say them', () => {
    expect(whenWord(menu, NINE)).toBe('今天午饭');
    expect(whenWord({ day: '2026-11-25', meal: 'supper' }, NINE)).toBe('明天晚饭');
    expect(whenWord({ day: '2026-11-30', meal: 'lunch' }, NINE)).toBe('11月30日午饭');
    expect(cutoffWord(menu, NINE)).toBe('10:30 前可点');
    expect(cutoffWord(menu, Date.parse(menu.cutoffAt))).toBe('10:30 已截止');
    expect(
      dishesWord([
        { name: '米饭', count: 2 },
        { name: '冬瓜汤', count: 1 },
      ]),
    ).toBe('米饭×2、冬瓜汤');
    expect([leftWord(first), leftWord(second), leftWord(third)]).toEqual(['', '剩 2 份', '卖完了']);
    expect(clashWord([])).toBeUndefined();
    const clashes = [{ kind: 'has', allergen: 'shellfish' } as const, { kind: 'lacks', mark: 'low-salt' } as const];
    expect(clashWord(clashes)).toBe('忌口：含虾蟹、不是少盐的');
  });

  test('an order on its way: what is done, what is now, what comes', () => {
    const at = (way: Order['way'], state: Order['state']) =>
      stepsOf({ way, state }).map((step) => `${step.at} ${step.text}`);
    expect(at('delivery', 'ready')).toEqual([
      'done 已下单',
      'done 食堂已接单',
      'now 饭做好了',
      'next 正在送来',
      'next 已送到',
    ]);
    expect(at('table', 'ready')).toEqual(['done 已下单', 'done 食堂已接单', 'now 饭做好了', 'next 吃好了']);
    expect(at('delivery', 'declined')).toEqual([]);
    expect(stateWord({ state: 'ready', way: 'table' })).toBe('饭做好了，请来食堂');
    expect(nextWord({ ...order, state: 'declined', reason: '停电' })).toContain('停电');
  });

  test('why an order cannot be cancelled any more', () => {
    expect(cancelling(order, NINE)).toEqual({ can: true, text: '10:30 以前可以取消，钱全退。' });
    expect(cancelling(order, Date.parse(menu.cutoffAt)).can).toBe(false);
    expect(cancelling(order, Date.parse(menu.cutoffAt)).text).toContain('10:30 已经截止');
    expect(cancelling({ ...order, state: 'ready', cancelUntil: null }, NINE).text).toBe('饭已经做好了，不能取消了。');
    expect(cancelling({ ...order, state: 'delivered', cancelUntil: null }, NINE)).toEqual({ can: false, text: '' });
  });
});

describe('orders', () => {
  /** A box that keeps what the one before it kept: what a restart is. */
  function start() {
    const store = new Store();
    const clock = new Clock(store);
    const link = new Link();
    const kit = {
      store,
      clock,
      link,
      cache: new Cache(store, link, clock),
      feed: new Feed(store, link, clock),
      outbox: new Outbox(store, link),
    };
    const orders = new Orders(kit);
    const news: News[] = [];
    orders.news.on((item) => news.push(item));
    const answer = vi.spyOn(link, 'ask');
    const online = () => {
      link.state = 'online';
      link.changed.emit('online');
    };
    return { ...kit, orders, news, answer, online };
  }
  const draft = { menuId: menu.id, residentId: PERSON, way: 'delivery', counts: { [first.id]: 2 } } as const;
  const refuse = (refusal: Refusal) => ({ ok: false, refusal }) as const;
  const told = (seq: number, body: Order): FeedMessage => ({
    scope: 'household:x',
    seq,
    id: `01900000-0000-7000-8000-0000000001${String(seq).padStart(2, '0')}`,
    name: 'meals:order',
    body,
    at: new Date().toISOString(),
    expiresAt: null,
  });

  beforeEach(() => {
    localStorage.clear();
    return () => vi.restoreAllMocks();
  });

  test('without a line it is kept, also through a restart, and then sent once under the same key', async () => {
    const key = start().orders.place(draft, menu);
    const box = start();
    expect(box.orders.findSent(key)).toMatchObject({ meal: 'lunch', lines: [{ name: '菜1', count: 2 }] });
    box.answer.mockResolvedValue({ ok: true, value: order });
    box.online();
    await vi.waitFor(() => expect(box.orders.find(key)?.number).toBe('001'));
    expect(box.answer.mock.calls.filter(([name]) => name === 'meals:order')).toEqual([
      ['meals:order', orderInput(draft, menu), { key }],
    ]);
    expect(box.orders.sent).toEqual([]);
    expect(box.news).toEqual([{ kind: 'order', order }]);
  });

  test('a double press is one order', () => {
    const { orders, outbox } = start();
    expect(orders.place(draft, menu)).toBe(orders.place(draft, menu));
    expect(orders.sent).toHaveLength(1);
    expect(outbox.size).toBe(1);
  });

  test('a refused one stays to be read, also after a restart, until it is put away', async () => {
    const box = start();
    const refusal: Refusal = { code: 'soldout', text: 'meals.refused.soldout', params: { dish: '菜1', left: 1 } };
    box.answer.mockResolvedValue(refuse(refusal));
    const key = box.orders.place(draft, menu);
    box.online();
    await vi.waitFor(() => expect(box.news).toMatchObject([{ kind: 'refused', refusal }]));
    const again = start();
    expect(again.orders.findSent(key)?.refusal).toEqual(refusal);
    again.orders.dismiss(key);
    expect(start().orders.sent).toEqual([]);
  });

  test('the feed moves an order on; what arrives late does not move it back', () => {
    const { orders, link, news } = start();
    const ready: Order = { ...order, state: 'ready', since: '2026-11-24T03:20:00.000Z' };
    link.fed.emit([told(1, order), told(2, ready)]);
    link.fed.emit([told(3, order)]);
    expect(orders.find(order.id)?.state).toBe('ready');
    expect(news.map((item) => item.kind === 'order' && item.order.state)).toEqual(['ordered', 'ready']);
  });

  test('what goes on stands before what is over, then the newest', () => {
    const { orders, link } = start();
    const over: Order = {
      ...order,
      id: '01900000-0000-7000-8000-0000000000d2',
      state: 'delivered',
      orderedAt: '2026-11-24T02:00:00.000Z',
    };
    const later: Order = {
      ...order,
      id: '01900000-0000-7000-8000-0000000000d3',
      orderedAt: '2026-11-24T01:30:00.000Z',
    };
    link.fed.emit([told(1, order), told(2, over), told(3, later)]);
    expect(orders.list.map(({ id }) => id)).toEqual([later.id, order.id, over.id]);
  });

  test('a cancellation that comes too late is told', async () => {
    const box = start();
    const refusal: Refusal = { code: 'late', text: 'meals.refused.cancelLate', params: { time: '10:30' } };
    box.answer.mockResolvedValue(refuse(refusal));
    box.orders.cancel(order.id);
    expect(box.orders.isCancelling(order.id)).toBe(true);
    box.online();
    await vi.waitFor(() => expect(box.news).toEqual([{ kind: 'notCancelled', refusal }]));
    expect(box.orders.isCancelling(order.id)).toBe(false);
  });
});
