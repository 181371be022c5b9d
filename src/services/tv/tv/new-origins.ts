import * as v from 'valibot';
import type { Kit } from '../../../tv/kit.ts';

type Parts = Pick<Kit, 'store' | 'layers' | 'clock'>;

/** Which origin it was started anew for, and when, ms. */
const Started = v.object({ origin: v.string(), at: v.number() });
const STARTED = 'tv.startedFor';
const COME_BACK = 'tv.comeBack';
/** Where a new start does not help (a proxy's own policy), it is not tried again for so long, ms. */
const AGAIN_MS = 3_600_000;

/**
 * A page keeps the policy (CSP) that it was loaded with: channels of a list that names new origins stay dark on a box that
 * is on. The first picture that is forbidden loads the app again, which brings the new policy, and television comes back on
 * its channel. Whoever watches sees no picture anyway; what lies over it (a call, a warning) is not interrupted.
 */
export function followNewOrigins({ store, layers, clock }: Parts, target: EventTarget, startAgain: () => void): void {
  let wanted: string | undefined;
  const look = () => {
    if (wanted === undefined || layers.top) return;
    const last = store.read(STARTED, Started);
    const origin = wanted;
    wanted = undefined;
    if (last?.origin === origin && clock.now() - last.at < AGAIN_MS) return;
    store.write(STARTED, { origin, at: clock.now() });
    store.write(COME_BACK, true);
    startAgain();
  };
  target.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI } = event as SecurityPolicyViolationEvent;
    if (!/^(connect|media)-src/.test(effectiveDirective) || !URL.canParse(blockedURI)) return;
    wanted = new URL(blockedURI).origin;
    look();
  });
  layers.changed.on(look);
}

/** Whether the app was loaded again for a channel, which is to be back on the screen; told once. */
export function comesBack({ store }: Pick<Kit, 'store'>): boolean {
  const back = store.read(COME_BACK, v.boolean()) ?? false;
  if (back) store.remove(COME_BACK);
  return back;
}
