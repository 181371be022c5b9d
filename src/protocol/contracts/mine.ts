import * as v from 'valibot';
import { ask, defineContract } from '../contract.ts';
import { Id } from '../ids.ts';
import { Instant } from '../time.ts';

/** For so many days what is over still stands on the page. */
export const DONE_DAYS = 7;

/**
 * Something that this household has asked for, of whatever service; its words are `state.<state>` and `next.<state>`.
 * `since` is when it came into that state, `expectedAt` when it may be expected to be there.
 */
export const MineItem = v.object({
  id: Id,
  service: v.string(),
  state: v.string(),
  title: v.string(),
  since: Instant,
  openedAt: Instant,
  expectedAt: v.nullable(Instant),
  drill: v.boolean(),
  closed: v.boolean(),
  version: v.number(),
});
export type MineItem = v.InferOutput<typeof MineItem>;

/** 我的事: all that is under way for a household, on one page. */
export const mine = defineContract('mine', {
  asks: {
    /** What is under way, and what was over within the last 7 days; newest first, at most 50. */
    list: ask({ by: 'box', input: v.object({}), reply: v.object({ items: v.array(MineItem) }) }),
  },
  pushes: {
    /** To the household's boxes: new, or in another state. */
    item: MineItem,
  },
});
