import { refuse } from '../../center/refuse.ts';
import { serve } from '../../center/serve.ts';
import { call } from './protocol.ts';

/** 23 call at the center. */
export const callCenter = serve({
  contract: call,
  answeredBy: ['officer'],
  handlers: {
    overview: async () => {
      throw refuse('unavailable');
    },
  },
});
