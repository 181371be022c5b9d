import { defineText } from '../../protocol/text.ts';

/** What only the staff's console shows. */
export const walletStaffText = defineText({ name: '便捷支付' }, { name: 'Wallet' });
