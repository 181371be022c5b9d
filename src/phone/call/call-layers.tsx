import { type ReactNode, useEffect, useState } from 'react';
import type { LiveCall } from '../../media/calls/live-call.ts';
import { calls, useCalls } from './calls.ts';
import './call.css';
import { EndedScreen } from './ended-screen.tsx';
import { InCall } from './in-call.tsx';
import { Incoming } from './incoming.tsx';
import { ringer } from './ringer.ts';

/** All that calls lay over the page: what rings, the call itself, and how it ended. `children` is the page below. */
export function CallLayers({ children }: { children: ReactNode }) {
  const { current, ringing } = useCalls();
  const [over, setOver] = useState<LiveCall>();
  useEffect(() => calls.ended.on(setOver), []);
  const [rings] = ringing;
  const isRinging = rings !== undefined && current === undefined;

  useEffect(() => {
    if (!isRinging) return;
    ringer.start();
    return () => ringer.stop();
  }, [isRinging]);
  useAwake(current !== undefined || isRinging);

  if (current) return <InCall key={current.id} call={current} other={rings?.view} />;
  if (rings) return <Incoming view={rings.view} />;
  if (over) return <EndedScreen call={over} onBack={() => setOver(undefined)} />;
  return children;
}

/** The phone must not go dark in a call. Not every browser can. */
function useAwake(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !('wakeLock' in navigator)) return;
    const lock = navigator.wakeLock.request('screen').catch(() => undefined);
    return () => void lock.then((held) => held?.release());
  }, [wanted]);
}
