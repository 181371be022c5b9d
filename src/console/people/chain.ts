import { CHAIN_STEPS, type ChainStep, type ChainWho } from '../../protocol/contracts/responders.ts';

/** A chain as a form has it: for everybody whether they are told, and after how many seconds. */
export type ChainDraft = Readonly<Record<ChainWho, { readonly told: boolean; readonly afterS: number | null }>>;

/** A form's first values; who is not in the chain gets the seconds of `usual`, for when they are put in. */
export function draftOf(steps: readonly ChainStep[], usual: readonly ChainStep[]): ChainDraft {
  const one = (who: ChainWho) => {
    const step = steps.find((known) => known.who === who);
    const seconds = step ?? usual.find((known) => known.who === who);
    return { told: step !== undefined, afterS: seconds?.afterS ?? 0 };
  };
  return { family: one('family'), grid: one('grid'), officer: one('officer'), supervisor: one('supervisor') };
}

/** The chain of a form, in the order of its seconds; undefined when nobody is told, or seconds are missing. */
export function chainOf(draft: ChainDraft): ChainStep[] | undefined {
  const steps: ChainStep[] = [];
  for (const who of CHAIN_STEPS) {
    const { told, afterS } = draft[who];
    if (!told) continue;
    if (afterS === null) return undefined;
    steps.push({ who, afterS });
  }
  return steps.length > 0 ? steps.sort((a, b) => a.afterS - b.afterS) : undefined;
}
