import { useMemo } from 'react';
import type { Summons } from '../../../../console/alarm/summons.ts';
import { allowed } from '../../../../console/service.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import type { StaffMember } from '../../../../protocol/contracts/desk.ts';
import { approvers } from '../../protocol.ts';
import { summonsOf } from './summons.ts';

/** What waits for this person's approval: counted in the menu, seen and heard on every page. */
export function useSummons(me: StaffMember): readonly Summons[] {
  const asked = useAsk('broadcast:messages', allowed(me.roles, approvers) ? {} : null, ['broadcast:changed']);
  const messages = asked.value?.messages;
  return useMemo(() => (messages ? summonsOf(messages, me.id) : []), [messages, me.id]);
}
