import { defineText } from '../text.ts';

/** The console's own screens. */
export const consoleText = defineText({ name: '昔阳里服务中心' }, { name: 'Xiyangli service center' });
