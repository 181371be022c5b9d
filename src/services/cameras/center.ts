import { refuse } from '../../center/refuse.ts';
import { serve } from '../../center/serve.ts';
import { cameras } from './protocol.ts';

/** 03 cameras at the center. */
export const camerasCenter = serve({
  contract: cameras,
  answeredBy: ['officer'],
  handlers: {
    overview: async () => {
      throw refuse('unavailable');
    },
  },
});
