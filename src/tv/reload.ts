import * as v from 'valibot';
import type { Store } from './storage.ts';
import { BUILD } from './version.ts';

/** Loads the app again because the center cannot read this build: once. False when that has been tried already. */
export function reloadOnce(store: Store): boolean {
  if (store.read('reloadedFor', v.string()) === BUILD) return false;
  store.write('reloadedFor', BUILD);
  globalThis.location.reload();
  return true;
}
