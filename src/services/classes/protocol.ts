import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';

/** 24 classes: what a resident asks for and what they are told. */
export const classes = defineContract('classes', {
  asks: {
    overview: ask({ by: 'box', input: v.object({}), reply: v.object({ lines: v.array(v.string()) }) }),
  },
});
