import { useCallback, useEffect, useRef, useState } from 'react';
import type { Refusal } from '../protocol/reply.ts';
import type { AskInput, AskName, AskReply, PushName } from '../protocol/services.ts';
import { link } from './link.ts';
import { useLink } from './use-link.ts';

/**
 * What a page knows of an answer. `value` stays while it is asked again; `stale` says that it may be out of date:
 * the line is down, or asking again has failed.
 */
export interface Asked<Value> {
  readonly value: Value | undefined;
  readonly loading: boolean;
  readonly refusal: Refusal | undefined;
  readonly stale: boolean;
  reload(): void;
  /** Puts a newer value in at once, such as the reply of a deed. */
  patch(change: (value: Value) => Value): void;
}

interface Known<Value> {
  readonly of: string;
  readonly value?: Value;
  readonly refusal?: Refusal;
}

/**
 * Asks when the page opens, when the input changes, after every reconnect and after the pushes named in `again`.
 * With `input` null nothing is asked yet.
 */
export function useAsk<Name extends AskName>(
  name: Name,
  input: AskInput<Name> | null,
  again: readonly PushName[] = [],
): Asked<AskReply<Name>> {
  type Value = AskReply<Name>;
  const { state, epoch } = useLink();
  const of = input === null ? '' : JSON.stringify(input);
  const [round, setRound] = useState(0);
  const [known, setKnown] = useState<Known<Value>>({ of });
  const latestInput = useRef(input);
  useEffect(() => {
    latestInput.current = input;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `epoch` and `round` are reasons to ask again
  useEffect(() => {
    const asked = latestInput.current;
    if (of === '' || asked === null) return;
    let current = true;
    void link.ask(name, asked).then((reply) => {
      if (!current) return;
      setKnown((before) =>
        reply.ok
          ? { of, value: reply.value }
          : { of, value: before.of === of ? before.value : undefined, refusal: reply.refusal },
      );
    });
    return () => {
      current = false;
    };
  }, [name, of, epoch, round]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  const names = again.join(' ');
  useEffect(() => {
    // Pushes come in bursts; one question answers them all.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        reload();
      }, 150);
    };
    const stops = names ? names.split(' ').map((push) => link.on(push as PushName, later)) : [];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [names, reload]);

  const patch = useCallback((change: (value: Value) => Value) => {
    setKnown((before) => (before.value === undefined ? before : { ...before, value: change(before.value) }));
  }, []);

  const fits = known.of === of;
  const value = fits ? known.value : undefined;
  const refusal = fits ? known.refusal : undefined;
  return {
    value,
    loading: of !== '' && value === undefined && refusal === undefined,
    refusal,
    stale: value !== undefined && (state !== 'online' || refusal !== undefined),
    reload,
    patch,
  };
}
