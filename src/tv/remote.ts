import type { KeyName } from './keys.ts';
import { kit } from './kit.ts';

/**
 * Hears the remote: passes on every press that counts, and keeps everybody else from it: the browser, and Lightning,
 * whose own handler knows no tremble, and whose table of keys the SDK lets nobody empty.
 */
export function listenToRemote(press: (name: KeyName) => void): void {
  const hear = (type: 'keydown' | 'keyup', take: (event: KeyboardEvent) => void) =>
    globalThis.addEventListener(
      type,
      (event) => {
        event.stopImmediatePropagation();
        // A developer's shortcuts stay the browser's.
        if (!event.ctrlKey && !event.altKey && !event.metaKey) take(event);
      },
      { capture: true },
    );
  hear('keydown', (event) => {
    if (kit.keys.nameOf(event.keyCode)) event.preventDefault();
    const name = kit.keys.down(event.keyCode, event.timeStamp);
    if (name) press(name);
  });
  hear('keyup', (event) => kit.keys.up(event.keyCode));
}
