import type { Message } from '../../protocol.ts';

/** How a broadcast that was sent stands: on screens, or why no more. */
export type Standing = 'valid' | 'expired' | 'stopped' | 'replaced';

type Sent = Pick<Message, 'state' | 'expiresAt'>;

/** How one that was sent stands at `now` (ms). */
export function standingOf({ state, expiresAt }: Sent, now: number): Standing {
  if (state === 'stopped' || state === 'replaced') return state;
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : 'valid';
}

/** Those that were sent, on screens first, then the newest; drills apart from what was for real. */
export function sentOf(messages: readonly Message[], drill: boolean, now: number): Message[] {
  const rank = (message: Message) => (standingOf(message, now) === 'valid' ? 0 : 1);
  return messages
    .filter((message) => message.sentAt !== null && message.draft.drill === drill)
    .sort((a, b) => rank(a) - rank(b) || (b.sentAt ?? '').localeCompare(a.sentAt ?? ''));
}

/** Drafts that are still written at, the newest first: those of `me`, or of everybody else. */
export function draftsOf(
  messages: readonly Message[],
  drill: boolean,
  me: string,
): { mine: Message[]; others: Message[] } {
  const open = messages.filter(
    ({ state, draft }) => (state === 'draft' || state === 'returned') && draft.drill === drill,
  );
  const sorted = open.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  return {
    mine: sorted.filter(({ authorId }) => authorId === me),
    others: sorted.filter(({ authorId }) => authorId !== me),
  };
}

const ORDER = ['red', 'orange', 'yellow', 'blue', 'notice'];

/** What waits for another person: the worst level first, of the same level the longest waiting. */
export function waitingOf(messages: readonly Message[]): Message[] {
  const rank = ({ draft }: Message) => ORDER.indexOf(draft.level ?? '');
  return messages
    .filter(({ state }) => state === 'waiting')
    .sort((a, b) => rank(a) - rank(b) || a.savedAt.localeCompare(b.savedAt));
}

/** Boxes reached, in whole percent of all that it was for; only all of them are 100. */
export function percent(reached: number, boxes: number): number {
  return boxes === 0 ? 0 : Math.floor((reached / boxes) * 100);
}
