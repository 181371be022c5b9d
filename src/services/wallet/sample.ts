import { grantMonth } from '../../center/payments/grants.ts';
import { subsidyKind } from '../../center/payments/schema.ts';
import type { Work } from '../../center/work.ts';
import { newId } from '../../protocol/ids.ts';
import { dayOf } from '../../protocol/time.ts';

/** Two subsidies as Tianjin's districts give them: for meals to those of 80 and more, and for help at home to those alone. */
export async function sampleWallet(work: Work): Promise<void> {
  const { communityId, tx } = work;
  await tx.insert(subsidyKind).values([
    {
      communityId,
      id: newId(),
      name: '助餐补贴',
      categories: ['meals'],
      monthlyFen: 3_000,
      group: 'over80',
      expires: true,
    },
    {
      communityId,
      id: newId(),
      name: '居家养老补贴',
      categories: ['home', 'health'],
      monthlyFen: 10_000,
      group: 'alone',
      expires: false,
    },
  ]);
  await grantMonth(work, dayOf(work.now).slice(0, 7));
}
