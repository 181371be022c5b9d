import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';

/** 22 tv: what a resident asks for and what they are told. */
export const tv = defineContract('tv', {
  asks: {
    overview: ask({ by: 'box', input: v.object({}), reply: v.object({ lines: v.array(v.string()) }) }),
  },
});
