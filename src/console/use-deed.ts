import { App } from 'antd';
import { useRef, useState } from 'react';
import { newId } from '../protocol/ids.ts';
import type { AskInput, AskName, AskReply } from '../protocol/services.ts';
import { isLost, link } from './link.ts';
import { sayRefusal } from './say.ts';

/** `run` does the deed: the reply's value, or undefined after the refusal was shown in words. */
export interface Deed<Name extends AskName> {
  readonly busy: boolean;
  run(input: AskInput<Name>): Promise<AskReply<Name> | undefined>;
}

/** A button's deed. The same deed tried again after a lost answer goes out under the same key, so it is done once. */
export function useDeed<Name extends AskName>(name: Name): Deed<Name> {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const lost = useRef<{ of: string; key: string } | undefined>(undefined);

  return {
    busy,
    async run(input) {
      if (running.current) return undefined;
      running.current = true;
      setBusy(true);
      const of = JSON.stringify(input);
      const key = lost.current?.of === of ? lost.current.key : newId();
      const reply = await link.deed(name, input, key);
      running.current = false;
      setBusy(false);
      lost.current = !reply.ok && isLost(reply.refusal) ? { of, key } : undefined;
      if (reply.ok) return reply.value;
      void message.error(sayRefusal(reply.refusal), 6);
      return undefined;
    },
  };
}
