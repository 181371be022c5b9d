import { Router } from '@lightningjs/sdk';
import type { PageParams } from './components/page.ts';

/** Opens a page by its path; the one that stands there now is kept, and Back leads to it as it was left. */
export function go(path: string, params: PageParams = {}): void {
  Router.navigate(path, { ...params, keepAlive: true });
}

/** Opens a page in place of the one that stands there: Back will not lead to that one. */
export function replace(path: string, params: PageParams = {}): void {
  Router.navigate(path, { ...params }, false);
}

/** One step up; from a page that nothing lies behind it leads home. */
export function back(): void {
  if (Router.getHistory().length > 0) Router.step(-1);
  else home();
}

/** Home, from anywhere. */
export function home(): void {
  Router.navigate('home');
}
