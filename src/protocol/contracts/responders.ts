import * as v from 'valibot';
import { ask, defineContract } from '../contract.ts';
import { Id } from '../ids.ts';
import { keepers, Name, Phone } from './people.ts';

/** Who is told of an alarm that nobody has taken, from the nearest to the last. */
export const CHAIN_STEPS = ['family', 'grid', 'officer', 'supervisor'] as const;
export type ChainWho = (typeof CHAIN_STEPS)[number];

/** One step of an escalation chain: who is told `afterS` seconds after the call for help, if it has no owner by then. */
export const ChainStep = v.object({
  who: v.picklist(CHAIN_STEPS),
  afterS: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3_600)),
});
export type ChainStep = v.InferOutput<typeof ChainStep>;

/**
 * An escalation chain. Who is not in it is not told; the order is that of the seconds. The desk rings from the first
 * press on whatever the chain says: its step `officer` is when all officers are called once more.
 */
export const Chain = v.pipe(
  v.array(ChainStep),
  v.minLength(1),
  v.check((steps) => new Set(steps.map((step) => step.who)).size === steps.length),
);

/** The chain of every household that has none of its own. */
export const DEFAULT_CHAIN: readonly ChainStep[] = [
  { who: 'family', afterS: 0 },
  { who: 'officer', afterS: 0 },
  { who: 'grid', afterS: 60 },
  { who: 'supervisor', afterS: 180 },
];

/** Somebody of the community's who is called to people in need. */
export const Responder = v.object({ name: Name, phone: Phone });
export type Responder = v.InferOutput<typeof Responder>;

/** Whom a step tells; `relation` is empty but for family. */
export const ChainPerson = v.object({ name: v.string(), relation: v.string(), phone: v.string() });
export type ChainPerson = v.InferOutput<typeof ChainPerson>;

const AllResponders = v.object({
  supervisor: v.nullable(Responder),
  buildings: v.array(v.object({ id: Id, name: v.string(), gridWorker: v.nullable(Responder) })),
});

/** `own`: the household has a chain of its own. A step without people tells nobody: nobody is on record. */
export const HouseholdChain = v.object({
  householdId: Id,
  own: v.boolean(),
  steps: v.array(v.object({ ...ChainStep.entries, people: v.array(ChainPerson) })),
});
export type HouseholdChain = v.InferOutput<typeof HouseholdChain>;

/** Who comes when nobody has taken an alarm: the grid worker of each building, the supervisor, and each household's chain. */
export const responders = defineContract('responders', {
  asks: {
    all: ask({ by: keepers, input: v.object({}), reply: AllResponders }),
    /** `null`: the building has none. Refused `gone` for an unknown building. */
    saveGridWorker: ask({
      by: keepers,
      input: v.object({ buildingId: Id, gridWorker: v.nullable(Responder) }),
      reply: AllResponders,
      changes: true,
    }),
    saveSupervisor: ask({
      by: keepers,
      input: v.object({ supervisor: v.nullable(Responder) }),
      reply: AllResponders,
      changes: true,
    }),
    chain: ask({ by: keepers, input: v.object({ householdId: Id }), reply: HouseholdChain }),
    /** `null`: the household has the usual chain again. An alarm that is under way keeps the chain it began with. */
    saveChain: ask({
      by: keepers,
      input: v.object({ householdId: Id, chain: v.nullable(Chain) }),
      reply: HouseholdChain,
      changes: true,
    }),
  },
});
