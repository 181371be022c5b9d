import type { TvService } from '../../tv/service.ts';
import { broadcastScreen } from './tv/screen.ts';

/** 02 应急广播 on the television. */
export const broadcastTv: TvService = {
  picture: 'broadcast',
  path: 'broadcast',
  pages: {
    broadcast: () => import('./tv/list-page.ts'),
    'broadcast/warning': () => import('./tv/warning-page.ts'),
  },
  start: () => broadcastScreen.start(),
};
