import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';

/** 03 cameras: what a resident asks for and what they are told. */
export const cameras = defineContract('cameras', {
  asks: {
    overview: ask({ by: 'box', input: v.object({}), reply: v.object({ lines: v.array(v.string()) }) }),
  },
});
