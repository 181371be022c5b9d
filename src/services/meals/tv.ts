import { firstScreen } from '../../tv/first-screen.ts';
import type { TvService } from '../../tv/service.ts';
import { tellNews } from './tv/news.ts';

const pages = {
  meals: () => import('./tv/start-page.ts'),
  'meals/menu': () => import('./tv/menu-page.ts'),
  'meals/check': () => import('./tv/check-page.ts'),
  'meals/order': () => import('./tv/order-page.ts'),
  'meals/orders': () => import('./tv/orders-page.ts'),
};

/** 06 一键点餐 on the TV. */
export const mealsTv: TvService = {
  picture: 'meals',
  path: 'meals',
  pages,
  itemPage: (id) => ({ path: 'meals/order', params: { order: id } }),
  start: (kit) => {
    tellNews(kit);
    // Pages come from the center: fetched while it can be reached, they also open when it cannot.
    void firstScreen.then(() => Promise.allSettled(Object.values(pages).map((load) => load())));
  },
};
