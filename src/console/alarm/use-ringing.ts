import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { QueueItem } from '../../protocol/contracts/desk.ts';
import { useQueue } from '../queue/store.ts';
import { go, openAlarm } from '../route.ts';
import { say, sayService } from '../say.ts';
import { newlyRinging, type Ringing, ringingOf, soundFor, titleAt } from './ring.ts';
import { bell } from './sound.ts';
import type { Summons } from './summons.ts';

/** Whether a bell would be heard now. */
export function useArmed(): boolean {
  return useSyncExternalStore(bell.watch, bell.armed);
}

/**
 * What rings, and makes it heard and seen: bell, page title, desktop notification. `summons` are those to be heard now,
 * `called` that a call waits for an answer.
 * Mounted once, by the shell.
 */
export function useRinging(me: string, summons: readonly Summons[], called: boolean): Ringing {
  const { queue } = useQueue();
  const ringing = useMemo(() => ringingOf(queue, me), [queue, me]);
  const armed = useArmed();

  // A login is a click, so the browser may allow the bell without asking for another one.
  useEffect(() => void bell.arm(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what rings must start once the bell is allowed to
  useEffect(() => bell.play(soundFor(ringing, summons.length > 0, called)), [ringing, summons.length, called, armed]);
  useEffect(() => () => bell.play('none'), []);

  useTitle(ringing.alarms[0], summons[0]);
  useNotices(ringing);
  useSummonsNotices(summons);
  return ringing;
}

/** What an alarm says in a line: '3 号楼 502 王秀英'. */
export function alarmLine(item: QueueItem): string {
  return [item.where, item.who].filter(Boolean).join(' ');
}

/** The same with what it is: '【一键救护】3 号楼 502 王秀英'. */
export function alarmTitle(item: QueueItem): string {
  const line = alarmLine(item);
  if (item.drill) return say('console.alarm.drillTitle', { line });
  return say('console.alarm.title', { service: sayService(item.service), line });
}

function useTitle(first: QueueItem | undefined, summons: Summons | undefined): void {
  const alarm = first ? alarmTitle(first) : summons && say(summons.text, summons.params);
  useEffect(() => {
    const plain = say('console.name');
    let second = 0;
    document.title = titleAt(second, plain, alarm);
    if (alarm === undefined) return;
    const timer = setInterval(() => {
      second++;
      document.title = titleAt(second, plain, alarm);
    }, 1_000);
    return () => clearInterval(timer);
  }, [alarm]);
}

function useNotices(ringing: Ringing): void {
  const told = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const fresh = newlyRinging(told.current, ringing);
    told.current = new Set(ringing.alarms.map((item) => item.id));
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    for (const item of fresh) {
      const notice = new Notification(alarmTitle(item), {
        body: item.title,
        tag: item.id,
        requireInteraction: true,
      });
      notice.onclick = () => {
        window.focus();
        openAlarm(item.id);
        notice.close();
      };
    }
  }, [ringing]);
}

/** Each summons is told to the desktop once. */
function useSummonsNotices(summons: readonly Summons[]): void {
  const told = useRef(new Set<string>());
  useEffect(() => {
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    for (const one of summons) {
      if (told.current.has(one.id)) continue;
      told.current.add(one.id);
      const notice = new Notification(say(one.text, one.params), { tag: one.id, requireInteraction: true });
      notice.onclick = () => {
        window.focus();
        go(`/${one.path}/${one.id}`);
        notice.close();
      };
    }
  }, [summons]);
}
