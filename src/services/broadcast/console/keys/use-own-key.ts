import { useCallback, useEffect, useState } from 'react';
import { useMe } from '../../../../console/shell/me.ts';
import { type Asked, useAsk } from '../../../../console/use-ask.ts';
import { useNow } from '../../../../console/use-now.ts';
import type { AskReply } from '../../../../protocol/services.ts';
import type { Signer } from '../../protocol.ts';
import { type CannotSign, cannotSign, ownKey } from '../signing.ts';
import { type OwnKeyState, standing } from './own-key-state.ts';

export interface OwnKey {
  readonly state: OwnKeyState;
  /** The public half in this browser. */
  readonly key: string | undefined;
  /** What the center knows of it. */
  readonly signer: Signer | undefined;
  readonly signers: Asked<AskReply<'broadcast:signers'>>;
  /** Looks into the browser again. */
  look(): void;
}

/** The signed-in person's key in this browser, and whether the center would take its signature now. */
export function useOwnKey(): OwnKey {
  const { staff } = useMe();
  const signers = useAsk('broadcast:signers', {}, ['broadcast:changed']);
  const [here, setHere] = useState<{ cannot?: CannotSign; key?: string } | undefined>();
  const look = useCallback(() => {
    void find(staff.id).then(setHere);
  }, [staff.id]);
  useEffect(look, [look]);
  const now = useNow();
  const signer = signers.value?.signers.find(({ key }) => key === here?.key);
  return {
    state:
      here === undefined ? 'loading' : (here.cannot ?? standing(here.key, signer, signers.value !== undefined, now)),
    key: here?.key,
    signer,
    signers,
    look,
  };
}

async function find(staffId: string): Promise<{ cannot?: CannotSign; key?: string }> {
  const cannot = await cannotSign();
  if (cannot) return { cannot };
  const key = await ownKey(staffId).catch(() => undefined);
  return key ? { key } : {};
}
