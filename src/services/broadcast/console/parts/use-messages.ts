import { type Asked, useAsk } from '../../../../console/use-ask.ts';
import { usePush } from '../../../../console/use-link.ts';
import type { AskReply } from '../../../../protocol/services.ts';
import type { Message } from '../../protocol.ts';

export interface Messages extends Asked<AskReply<'broadcast:messages'>> {
  /** Puts the reply of a deed in at once. */
  learn(message: Message): void;
}

/** All broadcasts at the desk, live: asked again when one changes, counted on while boxes answer. */
export function useMessages(): Messages {
  const asked = useAsk('broadcast:messages', {}, ['broadcast:changed']);
  usePush('broadcast:coverage', ({ id, coverage }) =>
    asked.patch(({ messages }) => ({ messages: messages.map((one) => (one.id === id ? { ...one, coverage } : one)) })),
  );
  return {
    ...asked,
    learn: (message) =>
      asked.patch(({ messages }) => ({
        messages: [message, ...messages.filter(({ id }) => id !== message.id)],
      })),
  };
}
