import type { Signer } from '../../protocol.ts';
import type { CannotSign } from '../signing.ts';

/** How it stands with the key that one signs with in this browser: `none` there is none here. */
export type OwnKeyState = 'loading' | CannotSign | 'none' | 'unknown' | Signer['state'] | 'expired';

/** How a key in this browser stands at `now` (ms); `asked` says whether the center has answered. */
export function standing(
  key: string | undefined,
  signer: Signer | undefined,
  asked: boolean,
  now: number,
): Exclude<OwnKeyState, CannotSign> {
  if (key === undefined) return 'none';
  if (!asked) return 'loading';
  if (!signer) return 'unknown';
  const over = signer.expires !== null && Date.parse(signer.expires) <= now;
  return signer.state === 'certified' && over ? 'expired' : signer.state;
}
