import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { AskInput, AskName, AskReply, PushName } from '../protocol/services.ts';
import { type LinkView, link } from './link.ts';

/** The state of the line to the center. */
export function useLink(): LinkView {
  return useSyncExternalStore(link.watch, link.view);
}

/**
 * What was last answered to an ask without input: asked when the page opens, after every reconnect, when the page comes
 * back into view, and after the pushes named in `again`. Undefined before the first answer.
 */
export function useAnswer<Name extends AskName>(
  name: Name,
  input: AskInput<Name>,
  again: readonly PushName[],
): AskReply<Name> | undefined {
  const { epoch } = useLink();
  const [value, setValue] = useState<AskReply<Name>>();
  const of = JSON.stringify(input);
  const names = again.join(' ');
  const load = useCallback(() => {
    void link.ask(name, JSON.parse(of) as AskInput<Name>).then((reply) => reply.ok && setValue(reply.value));
  }, [name, of]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new epoch is a reason to ask again
  useEffect(load, [load, epoch]);
  useEffect(() => {
    const inView = () => document.visibilityState === 'visible' && load();
    document.addEventListener('visibilitychange', inView);
    const stops = names.split(' ').map((push) => link.on(push as PushName, load));
    return () => {
      document.removeEventListener('visibilitychange', inView);
      for (const stop of stops) stop();
    };
  }, [names, load]);
  return value;
}
