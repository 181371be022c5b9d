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

/** '#/meals/menu' → ['meals', 'menu']. */
export function segments(hash: string): string[] {
  return hash.replace(/^#/, '').split('/').filter(Boolean);
}

function watch(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

function read(): string {
  return window.location.hash;
}
