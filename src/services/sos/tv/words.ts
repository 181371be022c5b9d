import { t } from '../../../tv/text.ts';
import type { SosState } from '../protocol.ts';
import type { Call, CallStage } from './call.ts';

/** Where the call stands, in a few words: '值班员已接警'. Practice is said to be practice. */
export function stateOf(call: Call): string {
  const state = plainStateOf(call);
  return call.drill && state ? t('sos.tv.drill.state', { state }) : state;
}

/** The same without that word, where it stands beside it. */
export function plainStateOf({ stage, unreached }: Call): string {
  if (!stage) return '';
  if (unreached) return t('sos.tv.unreached');
  if (stage === 'countdown') return t('sos.tv.countdown');
  if (stage === 'pressed' || stage === 'undelivered') return t(`sos.tv.${stage}`);
  return t(`state.${stage}`);
}

/** What to do meanwhile; empty where there is nothing to say. */
export function adviceOf({ stage, unreached }: Call): string {
  if (unreached) return t('sos.tv.do.unreached');
  if (!stage || stage === 'countdown' || stage === 'closed' || stage === 'cancelled') return '';
  return t(`sos.tv.do.${stage}`);
}

/** What is spoken when the call comes to this stage; empty for none. */
export function spokenOf(call: Call): string {
  const words = plainSpokenOf(call);
  return call.drill && words ? t('sos.tv.drill.say', { words }) : words;
}

function plainSpokenOf({ stage, officer, unreached, drill }: Call): string {
  if (!stage || stage === 'pressed') return '';
  if (unreached) return t('sos.tv.say.unreached');
  // Nobody is to dial 120 for practice.
  if (stage === 'undelivered' && drill) return t('sos.tv.drill.say.undelivered');
  return t(`sos.tv.say.${stage}`, { officer });
}

/** The line at the bottom while the call goes on and its screen has been left. */
export function bannerOf(call: Call): string {
  if (call.stage === 'undelivered' && !call.drill) return t('sos.tv.banner.undelivered');
  // The word for practice stands before it, as its tag.
  const state = plainStateOf(call);
  if (call.over) return state;
  return t(call.own ? 'sos.tv.banner' : 'sos.tv.banner.elsewhere', { state });
}

/** The way of a call as residents see it. */
export const STEPS = ['pressed', 'sent', 'assigned', 'answered', 'dispatched', 'arrived', 'closed'] as const;

export type StepLook = 'done' | 'now' | 'skipped' | 'ahead';

/**
 * How each of `STEPS` looks. Help that did not need to come was not sent: a step that was passed over is not ticked off.
 */
export function stepLooks(states: readonly SosState[], stage: CallStage | undefined): StepLook[] {
  const latest = Math.max(0, ...STEPS.map((step, index) => (states.includes(step) ? index : 0)));
  return STEPS.map((step, index) => {
    if (index > latest) return 'ahead';
    // Whatever the center did, it had received the call.
    if (!states.includes(step) && step !== 'sent') return 'skipped';
    return index === latest && stage !== 'closed' ? 'now' : 'done';
  });
}
