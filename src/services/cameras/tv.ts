import type { TvService } from '../../tv/service.ts';

/** 03 cameras on the TV. */
export const camerasTv: TvService = {
  picture: 'cameras',
  path: 'cameras',
  pages: { cameras: () => import('./tv/start.ts'), 'cameras/live': () => import('./tv/live.ts') },
};
