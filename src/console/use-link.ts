import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { PushBody, PushName } from '../protocol/services.ts';
import { type LinkView, link } from './link.ts';

/** The state of the line to the center. */
export function useLink(): LinkView {
  return useSyncExternalStore(link.watch, link.view);
}

/** Reads every push of this name while the component is on the screen. */
export function usePush<Name extends PushName>(name: Name, read: (body: PushBody<Name>) => void): void {
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  useEffect(() => link.on(name, (body) => latest.current(body)), [name]);
}
