import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';

/** 23 call: what a resident asks for and what they are told. */
export const call = defineContract('call', {
  asks: {
    overview: ask({ by: 'box', input: v.object({}), reply: v.object({ lines: v.array(v.string()) }) }),
  },
});
