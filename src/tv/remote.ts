import type { KeyName } from './keys.ts';
import { kit } from './kit.ts';

/** Hears the remote: passes on every press that counts, and keeps the browser from doing something with it. */
export function listenToRemote(press: (name: KeyName) => void): void {
  globalThis.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const name = kit.keys.down(event.keyCode, event.timeStamp);
    if (kit.keys.nameOf(event.keyCode)) event.preventDefault();
    if (name) press(name);
  });
  globalThis.addEventListener('keyup', (event) => kit.keys.up(event.keyCode));
}
