import type { TvService } from '../../tv/service.ts';

/** 22 tv on the TV. */
export const tvTv: TvService = {
  picture: 'tv',
  path: 'tv',
  pages: { tv: () => import('./tv/start.ts') },
};
