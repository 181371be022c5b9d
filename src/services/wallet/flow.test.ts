import { afterAll, beforeAll, expect, test } from 'vitest';
import { signNotice } from '../../center/connectors/payment-gateway.ts';
import { balance } from '../../center/ledger/statement.ts';
import { grantMonth } from '../../center/payments/grants.ts';
import { pay, refund } from '../../center/payments/payments.ts';
import { settleTrade } from '../../center/payments/top-up.ts';
import { doWork } from '../../center/work.ts';
import { newId } from '../../protocol/ids.ts';
import {
  type Client,
  connectBox,
  connectRelative,
  connectStaff,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../../testing/harness.ts';

let center: TestCenter;
let box: TestBox;
let clerk: Client;
let admin: Client;
let householdId = '';
const merchantId = newId();

beforeAll(async () => {
  center = await startTestCenter();
  box = await connectBox(center);
  clerk = await connectStaff(center, 'clerk');
  admin = await connectStaff(center, 'admin');
  householdId = (await box.get('box:home', {})).household.id;
});
afterAll(async () => {
  for (const client of [box, clerk, admin]) client.close();
  await center.stop();
});

const cash = async () => (await box.get('wallet:money', {})).cashFen;
const communityId = () => box.hello.place?.community ?? '';
const bought = (fen: number, permit?: string, id = newId()) =>
  doWork(center.center.place, communityId(), (work) =>
    pay(work, {
      id,
      householdId,
      service: 'meals',
      category: 'shop',
      merchantId,
      merchant: '便民超市',
      what: '鸡蛋',
      fen,
      permit,
      memo: 'meals.ledger.order',
    }),
  );
const refused = (text: string) => expect.objectContaining({ refusal: expect.objectContaining({ text }) });

/** Begins a top-up and waits for its code. */
async function code(fen: number) {
  const { id } = await box.get('wallet:topUp', { fen });
  const topUp = await until('there is a code', async () => {
    const now = await box.get('wallet:topUpState', { id });
    return now.codeUrl ? now : undefined;
  });
  return { id, page: `${center.url}${topUp.codeUrl}` };
}
const press = (page: string, deed: string) =>
  fetch(page, {
    method: 'POST',
    // As browsers send it from a page without a referrer.
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' },
    body: `deed=${deed}`,
  });
const state = async (id: string) => (await box.get('wallet:topUpState', { id })).state;

test('money scanned in is there once, however often the phone presses, and the page says what is what', async () => {
  const before = await cash();
  const { id, page } = await code(5_000);
  const shown = await (await fetch(page)).text();
  expect(shown).toContain('昔阳里社区');
  expect(shown).toContain('¥50');
  const pressed = await Promise.all([press(page, 'pay'), press(page, 'pay'), press(page, 'pay')]);
  const words = await Promise.all(pressed.map((answer) => answer.text()));
  expect(words.filter((text) => text.includes('付款成功'))).toHaveLength(1);
  expect(words.filter((text) => text.includes('已经用过了'))).toHaveLength(2);
  expect(await state(id)).toBe('paid');
  expect(await cash()).toBe(before + 5_000);
  expect(
    box.pushes.some(({ name, body }) => name === 'wallet:topUp' && (body as { state: string }).state === 'paid'),
  ).toBe(true);
  const [newest] = (await box.get('wallet:money', {})).movements;
  expect(newest).toMatchObject({ memo: 'payments.ledger.topUp', fen: 5_000, parts: [{ account: '', fen: 5_000 }] });
});

test('a code that is cancelled, expired or unknown takes nothing', async () => {
  const before = await cash();
  const cancelled = await code(5_000);
  expect(await (await press(cancelled.page, 'cancel')).text()).toContain('已取消');
  expect(await (await press(cancelled.page, 'pay')).text()).toContain('已取消');
  const expired = await code(5_000);
  center.setClock(16 * 60_000);
  expect(await (await press(expired.page, 'pay')).text()).toContain('过期');
  center.center.place.nudge();
  await until('it is closed', async () => (await state(expired.id)) === 'closed');
  center.setClock(0);
  const unknown = await fetch(`${center.url}/pay/nobody`);
  expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('没有这个付款码')]);
  expect(await cash()).toBe(before);
});

test('a notice that is forged, old or changed is refused, and moves nothing', async () => {
  const before = await cash();
  const { id } = await code(5_000);
  const trade = {
    tradeNo: id.replaceAll('-', ''),
    state: 'SUCCESS',
    fen: 5_000,
    refundedFen: 0,
    transactionId: 'x',
    codeUrl: null,
  };
  const body = JSON.stringify(trade);
  const post = (headers: Record<string, string>) =>
    fetch(`${center.url}/api/pay/notice`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const answers = await Promise.all([post({}), post(signNotice('another key', body, 'nonce', Date.now()))]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  const { connectors } = await admin.get('desk:connectors', {});
  expect(connectors.find(({ name }) => name === 'payment-gateway')).toMatchObject({ kind: 'embedded', state: 'ok' });
  expect(await state(id)).toBe('open');
  expect(await cash()).toBe(before);
});

test('a sum that differs from what was asked for is not posted, and the desk sees it', async () => {
  const before = await cash();
  const { id } = await code(5_000);
  const trade = {
    tradeNo: id.replaceAll('-', ''),
    state: 'SUCCESS',
    refundedFen: 0,
    transactionId: 'x',
    codeUrl: null,
  } as const;
  const told = (fen: number) =>
    doWork(center.center.place, communityId(), (work) => settleTrade(work, { ...trade, fen }));
  await told(4_999);
  await told(5_000);
  expect([await state(id), await cash()]).toEqual(['differs', before]);
  const { orders } = await admin.get('wallet:books', {});
  expect(orders.find((order) => order.id === id)).toMatchObject({
    fen: 5_000,
    paidFen: 4_999,
    household: '3号楼 2门301',
  });
});

test('subsidies pay first for what they are for; a refund goes back to where it came from, never more', async () => {
  const { kinds } = await admin.get('wallet:kinds', {});
  const shop = await admin.get('wallet:saveKind', {
    name: '购物补贴',
    categories: ['shop'],
    monthlyFen: 0,
    group: null,
    expires: false,
    closed: false,
  });
  expect(kinds.map(({ name }) => name)).toContain('助餐补贴');
  await admin.get('wallet:grant', { householdId, kindId: shop.id, fen: 600 });
  const before = await cash();
  const id = newId();
  await bought(1_000, undefined, id);
  expect(await cash()).toBe(before - 400);
  const back = (fen?: number) =>
    doWork(center.center.place, communityId(), (work) =>
      refund(work, { paymentId: id, memo: 'payments.ledger.refund', ...(fen !== undefined && { fen }) }),
    );
  await back(500);
  const after = await box.get('wallet:money', {});
  expect([after.cashFen, after.subsidies.find(({ name }) => name === '购物补贴')?.fen]).toEqual([before, 100]);
  await expect(back(501)).rejects.toEqual(refused('payments.refused.refund'));
  const merchant = await doWork(center.center.place, communityId(), async (work) => {
    const { openAccount } = await import('../../center/ledger/ledger.ts');
    const account = await openAccount(work.tx, {
      communityId: work.communityId,
      kind: 'merchant',
      ownerId: merchantId,
      floor: null,
    });
    return balance(work.db, work.communityId, account);
  });
  expect(merchant).toBe(500);
  await back();
  await expect(back()).rejects.toEqual(refused('payments.refused.refund'));
});

test('the month’s subsidies come once, whatever happens', async () => {
  const monthly = await admin.get('wallet:saveKind', {
    name: '月度购物',
    categories: ['shop'],
    monthlyFen: 700,
    group: 'all',
    expires: true,
    closed: false,
  });
  const given = await Promise.all(Array.from({ length: 4 }, () => admin.ask('wallet:grantMonth', {})));
  const counts = given.flatMap((reply) => (reply.ok ? [reply.value.given] : []));
  expect(counts.filter((n) => n > 0)).toHaveLength(1);
  const { subsidies } = await box.get('wallet:money', {});
  expect(subsidies.find(({ kindId }) => kindId === monthly.id)?.fen).toBe(700);
  // What is left of the month before goes back to the fund, once; then the new month's comes, once.
  const turn = () => doWork(center.center.place, communityId(), (work) => grantMonth(work, '2099-01'));
  expect(await turn()).toBeGreaterThan(0);
  expect(await turn()).toBe(0);
  const later = await box.get('wallet:money', {});
  expect(later.subsidies.find(({ kindId }) => kindId === monthly.id)?.fen).toBe(700);
  expect(later.movements.filter(({ memo }) => memo === 'payments.ledger.expire').length).toBeGreaterThan(0);
});

test('a wrong PIN is counted and locked; the right one is leave for one payment', async () => {
  await box.get('wallet:setPin', { pin: '246810' });
  await box.get('wallet:settle', {
    dayLimitFen: null,
    pinOverFen: 1_000,
    approvalOverFen: null,
    approvers: [],
    pin: '246810',
  });
  await clerk.get('wallet:counter', { householdId, fen: 20_000 });
  await expect(bought(2_000)).rejects.toEqual(refused('payments.refused.pin'));
  const wish = { fen: 2_000, category: 'shop', payee: '便民超市', what: '鸡蛋' } as const;
  const { permit } = await box.get('payments:unlock', { pin: '246810', ...wish });
  await bought(2_000, permit ?? '');
  await expect(bought(2_000, permit ?? '')).rejects.toEqual(refused('payments.refused.pin'));
  const tries = [];
  for (let n = 0; n < 6; n++) tries.push(await box.get('payments:unlock', { pin: '000000', ...wish }));
  expect(tries.map(({ triesLeft }) => triesLeft)).toEqual([4, 3, 2, 1, 0, 0]);
  const locked = await box.get('payments:unlock', { pin: '246810', ...wish });
  expect([locked.permit, locked.lockedUntil === null]).toEqual([null, false]);
  expect(JSON.stringify(center.log)).not.toContain('246810');
  await clerk.get('wallet:clearPin', { householdId });
  expect((await box.get('wallet:money', {})).settings.hasPin).toBe(false);
});

test('a named relative agrees on the phone; others see and say nothing; the day’s limit holds', async () => {
  const daughter = await connectRelative(center, box, { name: '王丽' });
  const stranger = await connectRelative(center, box, { name: '王强', relation: 'son' });
  const settle = { dayLimitFen: null, pinOverFen: null, approvalOverFen: 5_000, approvers: [daughter.relativeId] };
  await box.get('wallet:settle', settle);
  const wish = { fen: 6_000, category: 'shop', payee: '便民超市', what: '米' } as const;
  expect(await box.get('payments:quote', { fen: 6_000, category: 'shop' })).toMatchObject({
    needs: 'approval',
    approvers: ['王丽'],
  });
  await expect(bought(6_000)).rejects.toEqual(refused('payments.refused.approval'));
  const asked = await box.get('payments:askApproval', wish);
  await until('her phone is told', () => daughter.pushes.find(({ name }) => name === 'payments:permit'));
  expect((await stranger.get('payments:approvals', {})).waiting).toEqual([]);
  expect(await stranger.ask('payments:decide', { id: asked.id, agree: true })).toMatchObject({
    refusal: { code: 'forbidden' },
  });
  await expect(bought(6_000, asked.id)).rejects.toEqual(refused('payments.refused.approval'));
  await daughter.get('payments:decide', { id: asked.id, agree: true });
  await until('the TV is told', () =>
    box.pushes.find(({ name, body }) => name === 'payments:permit' && (body as { state: string }).state === 'granted'),
  );
  await expect(bought(6_001, asked.id)).rejects.toEqual(refused('payments.refused.approval'));
  await bought(6_000, asked.id);
  await expect(bought(6_000, asked.id)).rejects.toEqual(refused('payments.refused.approval'));

  const late = await box.get('payments:askApproval', wish);
  center.setClock(31 * 60_000);
  center.center.place.nudge();
  await until('nobody answered', async () => (await box.get('payments:permit', { id: late.id })).state === 'expired');
  expect(await daughter.ask('payments:decide', { id: late.id, agree: true })).toMatchObject({
    refusal: { code: 'late' },
  });
  center.setClock(0);

  const { spentTodayFen } = await box.get('wallet:money', {});
  await box.get('wallet:settle', { ...settle, dayLimitFen: spentTodayFen + 100 });
  await expect(bought(101)).rejects.toEqual(refused('payments.refused.day'));
  await bought(100);
  await box.get('wallet:settle', { ...settle, dayLimitFen: null, approvalOverFen: null });
  daughter.close();
  stranger.close();
});

test('the counter gives numbered receipts, refunds need a treasurer, and the books come to zero', async () => {
  const key = newId();
  const before = await cash();
  const [one, again] = [
    await clerk.get('wallet:counter', { householdId, fen: 1_230 }, key),
    await clerk.get('wallet:counter', { householdId, fen: 1_230 }, key),
  ];
  expect(again).toEqual(one);
  expect(one.number).toMatch(/^\d{4}-\d{6}$/);
  expect(await cash()).toBe(before + 1_230);
  const id = newId();
  await bought(300, undefined, id);
  const give = { paymentId: id, fen: 300, reason: '碎了' };
  expect(await clerk.ask('wallet:refund', give)).toMatchObject({ refusal: { code: 'forbidden' } });
  await admin.get('wallet:refund', give);
  const { sums, live } = await admin.get('wallet:books', {});
  expect(sums.reduce((total, { fen }) => total + fen, 0)).toBe(0);
  expect(live).toBe(false);
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const { csv } = await clerk.get('wallet:statement', { month, of: 'household', id: householdId });
  expect(csv.startsWith('\ufeff时间')).toBe(true);
  expect(csv).toContain('便民超市,鸡蛋,');
  const shop = await clerk.get('wallet:statement', { month, of: 'merchant', id: merchantId });
  expect(shop.csv).toMatch(/合计,,,\d+\.\d\d/);
});
