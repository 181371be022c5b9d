import type { CallRule } from '../../center/calls/rule.ts';
import { refuse } from '../../center/refuse.ts';
import { serve } from '../../center/serve.ts';
import { call } from './protocol.ts';

const byHand: CallRule = {
  permit: async () => ({}),
};

/** 23 call at the center. */
export const callCenter = serve({
  contract: call,
  answeredBy: ['officer'],
  callRules: { call: byHand },
  handlers: {
    overview: async () => {
      throw refuse('unavailable');
    },
  },
});
