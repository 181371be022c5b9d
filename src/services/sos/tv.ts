import type { TvService } from '../../tv/service.ts';
import { sosScreen } from './tv/screen.ts';

/** 01 一键救护 on the television. */
export const sosTv: TvService = {
  picture: 'sos',
  path: 'sos',
  pages: { sos: () => import('./tv/page.ts') },
  start: () => sosScreen.start(),
};
