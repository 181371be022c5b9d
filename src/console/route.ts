import { useSyncExternalStore } from 'react';

/** Pages live behind `#`, so that any static server can serve the console: `#/queue/<id>` → ['queue', '<id>']. */
export function useRoute(): readonly string[] {
  const hash = useSyncExternalStore(watch, read);
  return segments(hash);
}

/** Opens a page: `go('/queue')`. */
export function go(path: string): void {
  window.location.hash = `#${path}`;
}

/**
 * The alarm that is open over the page, if any: `#/people/notice?alarm=<id>`. It stands in the address, so that it is
 * still open after a reload and the browser's own way back closes it; the page below stays as it is.
 */
export function useOpenAlarm(): string | undefined {
  return alarmIn(useSyncExternalStore(watch, read));
}

/** Opens an alarm over the page that is shown. */
export function openAlarm(id: string): void {
  go(`/${segments(read()).join('/')}?alarm=${id}`);
}

/** Goes back to the page below, which was there all the time. */
export function closeAlarm(): void {
  window.location.replace(`#/${segments(read()).join('/')}`);
}

/** '#/meals/menu?alarm=x' → ['meals', 'menu']. */
export function segments(hash: string): string[] {
  const [path = ''] = hash.replace(/^#/, '').split('?');
  return path.split('/').filter(Boolean);
}

/** '#/meals/menu?alarm=x' → 'x'. */
export function alarmIn(hash: string): string | undefined {
  return new URLSearchParams(hash.split('?')[1]).get('alarm') || undefined;
}

function watch(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

function read(): string {
  return window.location.hash;
}
