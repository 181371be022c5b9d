import { useEffect, useRef, useState } from 'react';
import { link } from '../../../../console/link.ts';
import { useLink } from '../../../../console/use-link.ts';
import type { Reach, Target } from '../../protocol.ts';
import { targetKey } from './targets.ts';

/** How many each single place of an audience reaches, by `targetKey`; what was not answered yet is missing. */
export function useReaches(audience: readonly Target[]): ReadonlyMap<string, Reach> {
  const { epoch } = useLink();
  const [known, setKnown] = useState<ReadonlyMap<string, Reach>>(new Map());
  const asked = useRef(new Set<string>());
  const latest = useRef(audience);
  useEffect(() => {
    latest.current = audience;
  });
  const of = audience.map(targetKey).join(' ');

  // biome-ignore lint/correctness/useExhaustiveDependencies: another audience and each new line are reasons to ask
  useEffect(() => {
    for (const target of latest.current) {
      const key = targetKey(target);
      const once = `${epoch.toString()} ${key}`;
      if (asked.current.has(once)) continue;
      asked.current.add(once);
      void link.ask('broadcast:count', { audience: [target] }).then((reply) => {
        if (reply.ok) setKnown((before) => new Map(before).set(key, reply.value));
      });
    }
  }, [of, epoch]);
  return known;
}
