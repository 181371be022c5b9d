import { defineText } from '../text.ts';

/** The TV's own screens. */
export const tvText = defineText({ name: '昔阳里 TV' }, { name: 'Xiyangli TV' });
