import type { LiveCall } from '../../media/calls/live-call.ts';
import { t } from '../text.ts';

/** '03:25', or '1:03:25' */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

/** '40 秒', '3 分钟' */
export function lengthText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  return seconds < 60
    ? t('calls.length.seconds', { n: seconds })
    : t('calls.length.minutes', { n: Math.round(seconds / 60) });
}

/** How a call stands, when there is more to say than that they talk; `more` is what to do. */
export function standing(call: LiveCall): { readonly text: string; readonly more?: string } | undefined {
  const { stage, link, fault, view } = call;
  if (stage === 'dialling') return { text: t('calls.state.dialling') };
  if (stage === 'ringing') return { text: t(view?.answeredAt ? 'calls.state.handedOver' : 'calls.state.ringing') };
  if (stage === 'held') return { text: t('calls.state.held'), more: t('calls.state.heldDo') };
  if (link === 'connecting') return { text: t('calls.state.connecting') };
  if (link === 'reconnecting') return { text: t('calls.state.reconnecting'), more: t('calls.state.reconnectingDo') };
  if (link === 'connected') return undefined;
  const more = t(fault === 'turn-refused' ? 'calls.state.turnRefused' : 'calls.state.failedDo');
  return { text: t('calls.state.failed'), more };
}

/** What is the matter with our own camera or microphone; undefined while nothing is. */
export function deviceWord({ deviceFaults: { audio, video } }: LiveCall): string | undefined {
  if (audio) return t(audio === 'refused' ? 'calls.device.microphoneRefused' : 'calls.device.noMicrophone');
  if (video) return t(video === 'refused' ? 'calls.device.cameraRefused' : 'calls.device.noCamera');
  return undefined;
}
