import { createContext, useContext } from 'react';
import type { AskReply } from '../../protocol/services.ts';

export type Me = AskReply<'desk:me'>;

export const MeContext = createContext<Me | undefined>(undefined);

/** Who is signed in, and where. Throws outside the shell: pages are only ever shown inside it. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe was called outside the shell');
  return me;
}
