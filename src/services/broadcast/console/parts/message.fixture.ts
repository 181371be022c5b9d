import type { Draft, Message } from '../../protocol.ts';
import { blankDraft } from '../write/draft.ts';

/** A broadcast for tests: a draft of `me`, but for what is given. */
export function message(id: string, part: Partial<Message>, draft: Partial<Draft> = {}): Message {
  return {
    id,
    state: 'draft',
    kind: 'alert',
    draft: { ...blankDraft('中心', false), ...draft },
    audienceName: '昔阳里社区',
    authorId: 'me',
    author: '吴宣传',
    savedAt: '2026-11-24T03:00:00.000Z',
    content: null,
    hash: null,
    fromTemplate: false,
    signed: [],
    words: null,
    sentAt: null,
    expiresAt: null,
    stoppedAt: null,
    replacedBy: null,
    coverage: { boxes: 0, received: 0, shown: 0, confirmed: 0 },
    source: null,
    ...part,
  };
}
