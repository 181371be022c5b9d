import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import { connectBox, startTestCenter, type TestBox, type TestCenter } from '../../testing/harness.ts';
import { payIn } from '../ledger/wallets.ts';
import { Refused } from '../refuse.ts';
import { doWork, type Work } from '../work.ts';
import { grant } from './grants.ts';
import { pay, refund } from './payments.ts';
import { subsidyKind } from './schema.ts';

let center: TestCenter;
let box: TestBox;
let communityId = '';
const kindId = newId();
const merchantId = newId();

beforeAll(async () => {
  center = await startTestCenter({ LOG_LEVEL: 'error' });
  box = await connectBox(center);
  communityId = box.hello.place?.community ?? '';
  const kind = { id: kindId, name: '补贴', monthlyFen: 0, group: null, expires: true };
  await work(({ tx }) => tx.insert(subsidyKind).values({ communityId, categories: ['meals'], ...kind }));
});
afterAll(async () => {
  box.close();
  await center.stop();
});

const work = <T>(deed: (work: Work) => Promise<T>) => doWork(center.center.place, communityId, deed);

/** Rules of the books that hold whatever happens. */
async function check(): Promise<void> {
  const { rows } = await center.center.place.db.execute(sql`
    SELECT
      (SELECT coalesce(sum(balance), 0)::int FROM ledger_account) AS total,
      (SELECT count(*)::int FROM ledger_account WHERE balance < floor) AS below,
      (SELECT count(*)::int FROM (SELECT 1 FROM ledger_line GROUP BY posting_id HAVING sum(fen) <> 0) u) AS unbalanced,
      (SELECT count(*)::int FROM payments_payment WHERE back_fen > fen OR back_fen < 0) AS exceeding,
      (SELECT count(*)::int FROM ledger_account a
         WHERE a.balance <> (SELECT coalesce(sum(fen), 0) FROM ledger_line l WHERE l.account_id = a.id)) AS wrong,
      (SELECT count(*)::int FROM payments_payment p, jsonb_array_elements(p.parts) e
         WHERE (e->>'back')::int > (e->>'fen')::int) AS parts`);
  expect(rows).toEqual([{ total: 0, below: 0, unbalanced: 0, exceeding: 0, wrong: 0, parts: 0 }]);
}

const fen = fc.integer({ min: 1, max: 500 });
const deed = fc.oneof(
  fc.record({
    do: fc.constant('pay' as const),
    home: fc.nat(2),
    fen,
    category: fc.constantFrom('meals', 'shop'),
    given: fc.nat(50),
  }),
  fc.record({ do: fc.constant('topUp' as const), home: fc.nat(2), fen }),
  fc.record({ do: fc.constant('grant' as const), home: fc.nat(2), fen }),
  fc.record({ do: fc.constant('refund' as const), of: fc.nat(9), fen: fc.option(fen) }),
);

test('under any interleaving of 50 deeds at once the books balance, nobody is below zero, and no refund exceeds its payment', async () => {
  const property = fc.asyncProperty(fc.array(deed, { minLength: 50, maxLength: 50 }), async (deeds) => {
    const homes = [newId(), newId(), newId()];
    const payments: string[] = [];
    const paid = (householdId: string, sum: number, category: 'meals' | 'shop', givenFen: number) => {
      const id = newId();
      payments.push(id);
      const seller = {
        service: 'meals',
        merchantId,
        merchant: '食堂',
        what: '午饭',
        memo: 'meals.ledger.order',
      } as const;
      return work((w) => pay(w, { id, householdId, fen: sum, category, givenFen, ...seller }));
    };
    for (const householdId of homes) {
      await work((w) =>
        payIn(w.tx, { communityId, householdId, fen: 800, memo: 'payments.ledger.counter', at: w.now }),
      );
      await work((w) => grant(w, { id: newId(), kindId, householdId, fen: 300 }));
      for (const category of ['meals', 'shop'] as const) await paid(householdId, 100, category, 10);
    }
    const results = await Promise.allSettled(
      deeds.map((one): Promise<unknown> => {
        if (one.do === 'pay') return paid(homes[one.home] ?? '', one.fen, one.category as 'meals' | 'shop', one.given);
        if (one.do === 'refund') {
          const paymentId = payments[one.of % payments.length] ?? '';
          const memo = 'payments.ledger.refund';
          return work((w) => refund(w, { paymentId, memo, ...(one.fen !== null && { fen: one.fen }) }));
        }
        const householdId = homes[one.home] ?? '';
        if (one.do === 'grant') return work((w) => grant(w, { id: newId(), kindId, householdId, fen: one.fen }));
        const memo = 'payments.ledger.counter';
        return work((w) => payIn(w.tx, { communityId, householdId, fen: one.fen, memo, at: w.now }));
      }),
    );
    for (const result of results) {
      if (result.status === 'fulfilled') continue;
      expect(result.reason).toBeInstanceOf(Refused);
      expect(result.reason.refusal.code).toMatch(/conflict|gone/);
    }
    await check();
  });
  await fc.assert(property, { numRuns: 6 });
}, 60_000);

test('whatever was paid from wherever, giving all of it back leaves every account as it was', async () => {
  const property = fc.asyncProperty(
    fc.integer({ min: 1, max: 900 }),
    fc.nat(100),
    fc.array(fen, { maxLength: 4 }),
    async (sum, givenFen, parts) => {
      const householdId = newId();
      await work((w) =>
        payIn(w.tx, { communityId, householdId, fen: 600, memo: 'payments.ledger.counter', at: w.now }),
      );
      await work((w) => grant(w, { id: newId(), kindId, householdId, fen: 300 }));
      const balances = () =>
        center.center.place.db.execute(sql`
          SELECT kind, balance::int FROM ledger_account
          WHERE owner_id = ${householdId} OR owner_id = ${merchantId} OR kind = 'subsidy'
             OR owner_id IN (SELECT id FROM payments_purse WHERE household_id = ${householdId})
          ORDER BY kind, id`);
      await work((w) => pay(w, { ...seller, id: newId(), householdId, fen: 1 }));
      const before = await balances();
      const id = newId();
      await work((w) => pay(w, { ...seller, id, householdId, fen: Math.min(sum, 899), givenFen }));
      for (const part of parts) {
        await work((w) => refund(w, { paymentId: id, memo: 'payments.ledger.refund', fen: part })).catch(
          (error: unknown) => expect(error).toBeInstanceOf(Refused),
        );
      }
      await work((w) => refund(w, { paymentId: id, memo: 'payments.ledger.refund' })).catch((error: unknown) => {
        // All of it went back in parts; without a part of the fund's there is nothing left to give.
        expect(error).toBeInstanceOf(Refused);
        expect(givenFen).toBe(0);
      });
      expect((await balances()).rows).toEqual(before.rows);
    },
  );
  const seller = {
    service: 'meals',
    category: 'meals',
    merchantId,
    merchant: '食堂',
    what: '午饭',
    memo: 'meals.ledger.order',
  } as const;
  await fc.assert(property, { numRuns: 25 });
}, 60_000);
