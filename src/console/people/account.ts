import type { AskReply } from '../../protocol/services.ts';

/** An account as the admin sees it. */
export type Account = AskReply<'people:staff'>['staff'][number];
