import { App } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueueItem } from '../../protocol/contracts/desk.ts';
import type { Refusal } from '../../protocol/reply.ts';
import { openAlarm } from '../route.ts';
import { sayRefusal } from '../say.ts';
import { consoleService } from '../services.ts';

/** The key that takes the oldest alarm, on every page and in every field. */
export const TAKE_KEY = 'F2';

export interface Taking {
  readonly busy: boolean;
  /** Why the last try failed; gone with the next one. */
  readonly refusal: Refusal | undefined;
  /** Takes an alarm and opens it over the page. */
  take(item: QueueItem): Promise<void>;
}

/** Takes alarms, the oldest of them by key. */
export function useTake(oldest: QueueItem | undefined): Taking {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const running = useRef(false);
  const take = useCallback(
    async (item: QueueItem) => {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      const reply = await consoleService(item.service)?.take?.(item);
      running.current = false;
      setBusy(false);
      setRefusal(reply?.ok === false ? reply.refusal : undefined);
      if (reply?.ok) return openAlarm(item.id);
      // Also below: when somebody else was faster the alarm is gone from the screen with its words.
      if (reply) void message.error(sayRefusal(reply.refusal), 6);
    },
    [message],
  );

  useEffect(() => {
    if (!oldest) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== TAKE_KEY || event.repeat) return;
      event.preventDefault();
      void take(oldest);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [oldest, take]);

  return { busy, refusal, take };
}
