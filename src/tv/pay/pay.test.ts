import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Permit, Quote } from '../../protocol/contracts/payments.ts';
import type { Reply } from '../../protocol/reply.ts';
import { openStage } from '../../testing/stage.ts';
import { kit } from '../kit.ts';
import { leaveToPay } from './pay.ts';

const stage = openStage();
const wish = { fen: 30_000, category: 'meals', payee: '昔阳里食堂', what: '午饭' } as const;
const quote: Quote = { parts: [], needs: 'nothing', shortFen: 0, dayLeftFen: null, approvers: ['王丽'] };
const permit: Permit = {
  id: '01900000-0000-7000-8000-0000000000a1',
  fen: wish.fen,
  payee: wish.payee,
  what: wish.what,
  state: 'waiting',
  by: '',
  askedAt: '2026-11-24T04:00:00.000Z',
  expiresAt: '2026-11-24T04:30:00.000Z',
};

/** The center's answers by ask, one after the other; what it was asked. */
const answers = new Map<string, Reply<unknown>[]>();
const asked: { name: string; input: unknown }[] = [];
const answer = (name: string, ...values: unknown[]) =>
  answers.set(
    name,
    values.map((value) => ({ ok: true, value })),
  );
let tell: (body: Permit) => void = () => {};

beforeEach(() => {
  vi.spyOn(kit.link, 'ask').mockImplementation(async (name, input) => {
    asked.push({ name, input });
    const reply = answers.get(name)?.shift() ?? { ok: false, refusal: { code: 'unavailable', text: 'none' } };
    return reply as never;
  });
  vi.spyOn(kit.link, 'on').mockImplementation((name, read) => {
    if (name === 'payments:permit') tell = read as typeof tell;
    return () => {};
  });
});
afterEach(() => {
  for (const layer of [...kit.layers.stack]) layer.close();
  answers.clear();
  asked.length = 0;
  vi.restoreAllMocks();
});

const screen = () => {
  stage.draw();
  return stage.texts().join('\n');
};
async function sees(text: string): Promise<void> {
  await vi.waitFor(() => expect(screen()).toContain(text));
}
function digits(pin: string): void {
  const pad = kit.layers.top?.component as unknown as { _handleDigit(digit: number): void };
  for (const digit of pin) pad._handleDigit(Number(digit));
}

test('a small sum needs nothing; without an answer the center judges later', async () => {
  answer('payments:quote', quote);
  expect(await leaveToPay(wish)).toBe('');
  expect(await leaveToPay(wish)).toBe('');
  expect(kit.layers.stack).toEqual([]);
});

test('too little money and the day’s limit are said in words, and nothing is to be paid', async () => {
  answer('payments:quote', { ...quote, needs: 'money', shortFen: 1_250 }, { ...quote, needs: 'day', dayLeftFen: 500 });
  expect(await leaveToPay(wish)).toBeUndefined();
  expect(screen()).toContain('还差 12.5 元');
  stage.press('Enter');
  expect(await leaveToPay(wish)).toBeUndefined();
  expect(screen()).toContain('今天还能付 5 元');
});

test('the PIN is dots, a wrong one says how many tries are left, the right one is leave', async () => {
  answer('payments:quote', { ...quote, needs: 'pin' });
  answer(
    'payments:unlock',
    { permit: null, triesLeft: 4, lockedUntil: null },
    { permit: permit.id, triesLeft: 5, lockedUntil: null },
  );
  const leave = leaveToPay(wish);
  await sees('请输入 6 位支付密码');
  digits('11111');
  expect(screen()).not.toMatch(/\d{2}/);
  expect(asked.map(({ name }) => name)).toEqual(['payments:quote']);
  digits('1');
  await sees('还可以试 4 次');
  digits('246810');
  expect(await leave).toBe(permit.id);
  expect(kit.layers.stack).toEqual([]);
});

test('Back from the pad pays nothing; a locked PIN says until when', async () => {
  answer('payments:quote', { ...quote, needs: 'pin' }, { ...quote, needs: 'pin' });
  answer('payments:unlock', { permit: null, triesLeft: 0, lockedUntil: '2026-11-24T04:15:00.000Z' });
  const first = leaveToPay(wish);
  await sees('请输入 6 位支付密码');
  stage.press('Back');
  expect(await first).toBeUndefined();
  const second = leaveToPay(wish);
  await sees('请输入 6 位支付密码');
  digits('000000');
  expect(await second).toBeUndefined();
  expect(screen()).toContain('12:15 以后再试');
});

test.each([
  [{ state: 'granted', by: '王丽' }, permit.id, undefined],
  [{ state: 'refused', by: '王丽' }, undefined, '王丽没有同意'],
  [{ state: 'expired', by: '' }, undefined, '家人没有答复'],
] as const)('the family answers %o', async (said, leave, words) => {
  answer('payments:quote', { ...quote, needs: 'approval' });
  answer('payments:askApproval', permit);
  const waiting = leaveToPay(wish);
  await sees('等家人同意');
  tell({ ...permit, ...said });
  expect(await waiting).toBe(leave);
  if (words) expect(screen()).toContain(words);
  else expect(kit.layers.stack).toEqual([]);
});

test('who would not wait pays nothing', async () => {
  answer('payments:quote', { ...quote, needs: 'approval' });
  answer('payments:askApproval', permit);
  const waiting = leaveToPay(wish);
  await sees('等家人同意');
  stage.press('Back');
  expect(await waiting).toBeUndefined();
});
