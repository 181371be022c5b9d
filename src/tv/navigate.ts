import { Router } from '@lightningjs/sdk';
import { HOME_PATH } from './mode.ts';

/** What another page passes to one that it opens. */
export type PageParams = Readonly<Record<string, unknown>>;

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

/** Goes back to a page that lies behind, over all between; where none lies there it is opened in this one's place. */
export function backTo(path: string, params: PageParams = {}): void {
  const history = Router.getHistory();
  const place = history.findIndex((entry: { hash: string }) => entry.hash === path);
  if (place >= 0) Router.step(place - history.length);
  else replace(path, params);
}

/** Home, from anywhere. */
export function home(): void {
  Router.navigate(HOME_PATH);
}
