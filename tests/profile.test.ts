import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MineItem } from '../src/protocol/contracts/mine.ts';
import { addDays, dayOf } from '../src/protocol/time.ts';
import { priceLines } from '../src/services/meals/protocol.ts';
import {
  type Client,
  connectBox,
  connectStaff,
  enrolBox,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../src/testing/harness.ts';

let center: TestCenter;
let box: TestBox;
let admin: Client;
const day = addDays(dayOf(Date.now()), 1);

beforeAll(async () => {
  center = await startTestCenter();
  box = await connectBox(center);
  admin = await connectStaff(center, 'admin');
});
afterAll(async () => {
  for (const client of [box, admin]) client.close();
  await center.stop();
});

/** Orders one portion of the first dish of a canteen's first meal of tomorrow. */
async function order(canteen: string) {
  const residentId = (await box.get('box:home', {})).residents[0]?.id ?? '';
  const { menus } = await box.get('meals:menus', { day, residentId });
  const menu = menus.find((one) => one.canteen === canteen);
  const item = menu?.items.find(({ left }) => left > 0);
  if (!menu || !item) throw new Error(`${canteen} cooks nothing`);
  const { ownFen } = priceLines([{ count: 1, ...item }], menu.subsidyLeftFen);
  const lines = [{ itemId: item.id, count: 1 }];
  return box.ask('meals:order', { residentId, menuId: menu.id, way: 'delivery', lines, ownFen });
}

const told = (id: string) =>
  box.pushes.flatMap(({ name, body }) => {
    const item = body as MineItem;
    return name === 'mine:item' && item.id === id ? [item.state] : [];
  });

test('a service that is off is refused by type, and what is under way in it is brought to its end', async () => {
  const { services, offered } = await admin.get('profile:read', {});
  expect(services).toEqual(offered);
  const placed = await order('昔阳里食堂');
  if (!placed.ok) throw new Error(placed.refusal.text);
  const { id } = placed.value;

  const without = services.filter((one) => one !== 'meals');
  await admin.get('profile:save', { services: without });
  await until('the televisions are told', () => box.pushes.find(({ name }) => name === 'box:home'));
  expect((await box.get('box:home', {})).services).toEqual(without);
  const off = { ok: false, refusal: { code: 'off' } };
  expect(await box.ask('meals:orders', {})).toMatchObject(off);
  expect(await box.ask('meals:cancel', { orderId: id })).toMatchObject(off);

  const canteen = await connectStaff(center, 'canteen');
  for (const to of ['accepted', 'onTheWay', 'delivered'] as const) {
    await canteen.get('meals:advance', { orderId: id, to });
  }
  await until('the home has it', () => told(id).includes('delivered'));
  expect(told(id)).toEqual(['ordered', 'accepted', 'onTheWay', 'delivered']);
  const { items } = await box.get('mine:list', {});
  expect(items).toMatchObject([{ id, service: 'meals', state: 'delivered', closed: true }]);
  canteen.close();

  await admin.get('profile:save', {
    services: ['sos', 'broadcast', 'meals', ...services.slice(2).filter((one) => one !== 'meals')],
  });
  expect(await box.ask('meals:orders', {})).toMatchObject({ ok: true });
  expect((await box.get('box:home', {})).services.slice(0, 3)).toEqual(['sos', 'broadcast', 'meals']);
});

test('what lives hang on cannot be switched off, nor can anybody but an admin switch, and each switch is in the audit', async () => {
  const { services } = await admin.get('profile:read', {});
  for (const id of ['sos', 'broadcast']) {
    const without = services.filter((one) => one !== id);
    expect(await admin.ask('profile:save', { services: without })).toMatchObject({
      refusal: { code: 'conflict', text: 'refusal.alwaysOn' },
    });
  }
  expect(await admin.ask('profile:save', { services: [...services, 'tv'] })).toMatchObject({
    refusal: { code: 'invalid' },
  });
  expect(await admin.ask('profile:save', { services: [...services, 'smarthome'] })).toMatchObject({
    refusal: { code: 'invalid' },
  });
  const clerk = await connectStaff(center, 'clerk');
  expect(await clerk.ask('profile:save', { services })).toMatchObject({ refusal: { code: 'forbidden' } });
  clerk.close();
  const { rows } = await admin.get('desk:audit', {});
  expect(rows.filter(({ deed }) => deed === 'profile.save')).toHaveLength(2);
});

test('what a home has asked for is told to nobody else, and not what the desk has of its own about it', async () => {
  const placed = await order('清真助餐点');
  if (!placed.ok) throw new Error(placed.refusal.text);
  const neighbour = await enrolBox(center, '2门101');
  expect(await neighbour.get('mine:list', {})).toEqual({ items: [] });
  await box.get('meals:cancel', { orderId: placed.value.id });
  await until('the own home is told', () => told(placed.value.id).includes('cancelled'));
  await neighbour.get('mine:list', {});
  expect(neighbour.pushes.filter(({ name }) => name === 'mine:item')).toEqual([]);
  neighbour.close();
});

test('a merchant that closes for the day is on no television, takes no order, and says so itself', async () => {
  const kitchen = await connectStaff(center, 'halal');
  const { merchant } = await kitchen.get('desk:me', {});
  const own = await kitchen.get('merchants:own', { merchantId: merchant?.merchantId ?? '' });
  const { merchantId, phone, hours } = own;
  const residentId = (await box.get('box:home', {})).residents[0]?.id ?? '';
  const { menus } = await box.get('meals:menus', { day, residentId });
  const menu = menus.find((one) => one.merchantId === merchantId);
  await kitchen.get('merchants:saveOwn', { merchantId, phone, hours, open: false });
  const after = await box.get('meals:menus', { day, residentId });
  expect(after.menus.map((one) => one.canteen)).not.toContain('清真助餐点');
  const lines = [{ itemId: menu?.items[0]?.id ?? '', count: 1 }];
  const input = {
    residentId,
    menuId: menu?.id ?? '',
    way: 'table' as const,
    lines,
    ownFen: menu?.items[0]?.ownFen ?? 0,
  };
  expect(await box.ask('meals:order', input)).toMatchObject({ refusal: { text: 'refusal.merchantClosed' } });
  await kitchen.get('merchants:saveOwn', { merchantId, phone, hours, open: true });
  const { merchantId: id, ...entry } = await kitchen.get('merchants:own', { merchantId });
  await admin.get('merchants:save', { ...entry, id, services: [] });
  expect(await box.ask('meals:order', input)).toMatchObject({ refusal: { text: 'refusal.merchantClosed' } });
  await admin.get('merchants:save', { ...entry, id, services: ['meals'] });
  // Where the last meal came from stands first among those that serve at the same time.
  expect((await box.ask('meals:order', input)).ok).toBe(true);
  const usual = await box.get('meals:menus', { day, residentId });
  const lunch = usual.menus.filter((one) => one.meal === 'lunch').map((one) => one.canteen);
  expect(lunch[0]).toBe('清真助餐点');
  kitchen.close();
});

test("a merchant's account holds the merchant's role, whatever is asked for", async () => {
  const { merchants } = await admin.get('merchants:list', {});
  const shop = merchants.find(({ kind }) => kind === 'shop');
  const account = {
    login: 'picker',
    name: '小王',
    roles: ['admin' as const],
    password: 'picker-password',
    disabled: false,
  };
  const saved = await admin.get('people:saveStaff', { ...account, merchantId: shop?.id ?? '' });
  expect(saved.roles).toEqual(['shop']);
  expect(
    await admin.ask('merchants:save', { ...(shop as NonNullable<typeof shop>), services: ['meals'] }),
  ).toMatchObject({
    refusal: { code: 'invalid' },
  });
});
