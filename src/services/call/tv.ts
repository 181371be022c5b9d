import type { TvService } from '../../tv/service.ts';

/** 23 视频通话 on the television. Calls themselves lie over all pages: src/tv/calls. */
export const callTv: TvService = {
  picture: 'call',
  path: 'call',
  pages: {
    call: () => import('./tv/start.ts'),
    'call/missed': () => import('./tv/missed-page.ts'),
    'call/history': () => import('./tv/history-page.ts'),
    'call/rest': () => import('./tv/rest-page.ts'),
    'call/people': () => import('./tv/people-page.ts'),
    'call/person': () => import('./tv/person-page.ts'),
    'call/digit': () => import('./tv/digit-page.ts'),
    'call/invite': () => import('./tv/invite-page.ts'),
    'call/invitation': () => import('./tv/invitation-page.ts'),
    'call/neighbours': () => import('./tv/neighbours-page.ts'),
  },
};
