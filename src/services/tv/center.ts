import { refuse } from '../../center/refuse.ts';
import { serve } from '../../center/serve.ts';
import { tv } from './protocol.ts';

/** 22 tv at the center. */
export const tvCenter = serve({
  contract: tv,
  answeredBy: ['officer'],
  handlers: {
    overview: async () => {
      throw refuse('unavailable');
    },
  },
});
