import type { TvService } from '../../tv/service.ts';

/** 24 classes on the TV. */
export const classesTv: TvService = {
  picture: 'classes',
  path: 'classes',
  pages: { classes: () => import('./tv/start.ts') },
};
