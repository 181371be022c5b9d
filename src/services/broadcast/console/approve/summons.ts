import type { Summons } from '../../../../console/alarm/summons.ts';
import { say } from '../../../../console/say.ts';
import type { Message } from '../../protocol.ts';
import { contentOf } from '../parts/content.ts';
import { waitingOf } from '../parts/standing.ts';

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
