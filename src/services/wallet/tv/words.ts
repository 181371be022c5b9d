import type { Category } from '../../../protocol/contracts/payments.ts';
import { yuan } from '../../../protocol/money.ts';
import type { TextKey } from '../../../protocol/texts.ts';
import { shanghai } from '../../../protocol/time.ts';
import { t } from '../../../tv/text.ts';
import type { Movement } from '../protocol.ts';

export const money = (fen: number) => t('wallet.money', { yuan: yuan(fen) });

/** ＋50 or －12.5. */
export function signed(fen: number): string {
  return t(fen < 0 ? 'wallet.minus' : 'wallet.plus', { yuan: yuan(Math.abs(fen)) });
}

export function categoriesWord(categories: readonly Category[]): string {
  return categories.map((category) => t(`payments.category.${category}`)).join('、');
}

/** The accounts that it moved, by the names that people know. */
export function accountsWord({ parts }: Pick<Movement, 'parts'>): string {
  return parts.map(({ account }) => account || t('payments.cash')).join('、');
}

/** What a movement was: the thing paid for and where, or its kind. */
export function whatWord({ memo, what, merchant, paymentId, id }: Movement): string {
  if (!paymentId) return t(memo as TextKey);
  const paid = merchant ? `${merchant}　${what}` : what;
  return paymentId === id ? paid : `${t('payments.ledger.refund')}　${paid}`;
}

export function dayWord(at: string): string {
  const when = shanghai(at);
  return t('wallet.move.day', { month: when.month() + 1, day: when.date(), time: when.format('HH:mm') });
}
