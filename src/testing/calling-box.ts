import { vi } from 'vitest';
import { newId } from '../protocol/ids.ts';
import type { RefusalCode, Reply } from '../protocol/reply.ts';
import type { BoxHello } from '../protocol/wire.ts';
import type { AlarmView, DrillView, SosState } from '../services/sos/protocol.ts';
import { Call } from '../services/sos/tv/call.ts';
import { Clock } from '../tv/clock.ts';
import { Feed } from '../tv/feed.ts';
import { Link } from '../tv/link.ts';
import { Outbox } from '../tv/outbox.ts';
import { Store } from '../tv/storage.ts';

/** An alarm as the center would tell it now. */
export function alarmView(id: string, state: SosState, part: Partial<AlarmView> = {}): AlarmView {
  const at = new Date().toISOString();
  return {
    id,
    state,
    since: at,
    pressedAt: at,
    presses: 1,
    officer: null,
    closingCode: null,
    drill: false,
    callback: null,
    ...part,
  };
}

export const refused = (code: RefusalCode): Reply<never> => ({
  ok: false,
  refusal: { code, text: `refusal.${code}` },
});

/** A center that takes every alarm as it comes; a test says what it answers otherwise. */
export function usualAnswer(name: string, alarmId: string): Reply<unknown> {
  if (name === 'sos:current') return { ok: true, value: { alarm: null, drill: null } };
  const state = name === 'sos:press' ? 'pressed' : name === 'sos:send' ? 'sent' : 'cancelled';
  return { ok: true, value: alarmView(alarmId, state) };
}

/** A box with a red key on the store of this test; made a second time it is the box after a restart. */
export function callingBox({ online = true, answer = usualAnswer } = {}) {
  const store = new Store();
  const link = new Link();
  const clock = new Clock(store);
  const asked: { readonly name: string; readonly alarmId: string }[] = [];
  vi.spyOn(link, 'ask').mockImplementation((async (name: string, input: { alarmId?: string }) => {
    if (!name.startsWith('sos:')) return { ok: true, value: { stored: 0 } };
    const alarmId = input.alarmId ?? '';
    if (name !== 'sos:current') asked.push({ name, alarmId });
    return answer(name, alarmId);
  }) as unknown as Link['ask']);
  const feed = new Feed(store, link, clock);
  const outbox = new Outbox(store, link);
  const go = (state: 'online' | 'offline') => {
    link.state = state;
    link.changed.emit(state);
  };
  if (online) link.state = 'online';
  const call = new Call({ store, link, clock, feed, outbox });
  let seq = 0;
  const tell = (name: string, body: AlarmView | DrillView) => {
    const at = new Date().toISOString();
    const messages = [{ scope: 'household:1', seq: ++seq, id: newId(), name, body, at, expiresAt: null }];
    link.greeted.emit({ missed: { heads: { 'household:1': seq }, messages } } as unknown as BoxHello);
  };
  return {
    call,
    link,
    outbox,
    go,
    asked,
    hear: (alarm: AlarmView) => tell('sos:alarm', alarm),
    hearDrill: (until: string | null) => tell('sos:drill', { householdId: newId(), until }),
    id: () => asked[0]?.alarmId ?? '',
    names: () => asked.map(({ name }) => name),
  };
}

/** Lets time pass on the fake clock, ms. */
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
