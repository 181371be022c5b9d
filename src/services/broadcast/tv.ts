import type { TvService } from '../../tv/service.ts';
import { t } from '../../tv/text.ts';
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
  publicSource: () => import('./tv/public/source.ts'),
  networkNotes: () => {
    const { count: n } = broadcastScreen.gate.refusals;
    if (n === 0) return [];
    return [
      {
        key: 'broadcast.refused',
        picture: 'shelf-safety',
        text: t('broadcast.tv.refused', { n }),
        more: t('broadcast.tv.refusedMore'),
      },
    ];
  },
};
