import { ageOn, type Diet } from '../../../protocol/contracts/people.ts';
import type { AllergenName, DietClash, MarkName } from '../protocol.ts';

/** An age subsidy; see the table. */
export interface SubsidyRule {
  fromAge: number;
  percent: number;
  maxFen: number;
}

/** The rule for a person's age on a day (YYYY-MM-DD): the one with the highest age that they have reached. */
export function ruleFor(rules: readonly SubsidyRule[], birthYear: number, day: string): SubsidyRule | undefined {
  const age = ageOn(birthYear, day);
  return rules.filter((rule) => rule.fromAge <= age).sort((a, b) => b.fromAge - a.fromAge)[0];
}

/** What a rule pays of one portion, in whole fen, rounded down; no rule pays nothing. */
export function subsidyOf(rule: SubsidyRule | undefined, priceFen: number): number {
  return rule ? Math.min(Math.floor((priceFen * rule.percent) / 100), rule.maxFen) : 0;
}

/** Why a dish is not for a person: an allergen weighs more than a missing mark and comes first. */
export function clashesOf(
  dish: { marks: readonly MarkName[]; allergens: readonly AllergenName[] },
  diet: Diet,
): DietClash[] {
  return [
    ...diet.avoids.filter((a) => dish.allergens.includes(a)).map((allergen) => ({ kind: 'has' as const, allergen })),
    ...diet.needs.filter((m) => !dish.marks.includes(m)).map((mark) => ({ kind: 'lacks' as const, mark })),
  ];
}
