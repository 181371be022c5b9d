import { refuse } from '../../center/refuse.ts';
import { serve } from '../../center/serve.ts';
import { classes } from './protocol.ts';

/** 24 classes at the center. */
export const classesCenter = serve({
  contract: classes,
  answeredBy: ['officer'],
  handlers: {
    overview: async () => {
      throw refuse('unavailable');
    },
  },
});
