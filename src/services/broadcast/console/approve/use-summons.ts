import { useMemo } from 'react';
import type { Summons } from '../../../../console/alarm/summons.ts';
import { say } from '../../../../console/say.ts';
import { allowed } from '../../../../console/service.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import type { StaffMember } from '../../../../protocol/contracts/desk.ts';
import { approvers, type Message } from '../../protocol.ts';
import { contentOf } from '../parts/content.ts';
import { waitingOf } from '../parts/standing.ts';

/** What waits for this person's approval: counted in the menu, seen and heard on every page. */
export function useSummons(me: StaffMember): readonly Summons[] {
  const asked = useAsk('broadcast:messages', allowed(me.roles, approvers) ? {} : null, ['broadcast:changed']);
  const messages = asked.value?.messages;
  return useMemo(() => (messages ? summonsOf(messages, me.id) : []), [messages, me.id]);
}

/** What this person (by staff id) is called to approve; their own drafts are for somebody else. */
export function summonsOf(messages: readonly Message[], me: string): Summons[] {
  return waitingOf(messages)
    .filter(({ authorId }) => authorId !== me)
    .map((message) => {
      const content = contentOf(message);
      return {
        id: message.id,
        path: 'broadcast/approve',
        text: 'broadcastStaff.summons',
        params: {
          level: content ? say(`broadcast.level.${content.level}`) : '',
          headline: content?.headline ?? '',
          author: message.author,
        },
        since: message.savedAt,
      };
    });
}
