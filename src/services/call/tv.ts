import type { TvService } from '../../tv/service.ts';

/** 23 call on the TV. */
export const callTv: TvService = {
  picture: 'call',
  path: 'call',
  pages: { call: () => import('./tv/start.ts') },
};
