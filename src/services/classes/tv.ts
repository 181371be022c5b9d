import { firstScreen } from '../../tv/first-screen.ts';
import type { TvService } from '../../tv/service.ts';
import { tellNews } from './tv/news.ts';

const pages = {
  classes: () => import('./tv/start.ts'),
  'classes/course': () => import('./tv/course-page.ts'),
  'classes/player': () => import('./tv/player-page.ts'),
  'classes/live': () => import('./tv/live-page.ts'),
  'classes/timetable': () => import('./tv/timetable-page.ts'),
  'classes/enrol': () => import('./tv/enrol-page.ts'),
  'classes/ask': () => import('./tv/ask-page.ts'),
  'classes/answers': () => import('./tv/answers-page.ts'),
};

/** 24 老年课堂 on the TV. */
export const classesTv: TvService = {
  picture: 'classes',
  path: 'classes',
  pages,
  start: (kit) => {
    tellNews(kit);
    // Pages come from the center: fetched while it can be reached, they also open when it cannot.
    void firstScreen.then(() => Promise.allSettled(Object.values(pages).map((load) => load())));
  },
};
