import { firstScreen } from '../../tv/first-screen.ts';
import type { TvService } from '../../tv/service.ts';

const pages = {
  wallet: () => import('./tv/start-page.ts'),
  'wallet/history': () => import('./tv/history-page.ts'),
  'wallet/amount': () => import('./tv/amount-page.ts'),
  'wallet/code': () => import('./tv/code-page.ts'),
  'wallet/settings': () => import('./tv/settings-page.ts'),
};

/** 21 便捷支付 on the TV. */
export const walletTv: TvService = {
  picture: 'wallet',
  path: 'wallet',
  pages,
  start: () => {
    // Pages come from the center: fetched while it can be reached, they also open when it cannot.
    void firstScreen.then(() => Promise.allSettled(Object.values(pages).map((load) => load())));
  },
};
