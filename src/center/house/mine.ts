import type { mine } from '../../protocol/contracts/mine.ts';
import { mineOf } from '../requests/requests.ts';
import type { Handlers } from '../serve.ts';

/** 我的事 at the center. */
export const mineHandlers: Handlers<typeof mine> = {
  list: async ({ db, now }, { communityId, householdId }) => ({
    items: await mineOf(db, { communityId, householdId, now }),
  }),
};
