import type { Audience, Level } from '../protocol.ts';

/** Hours that a warning may stay valid, as offered in the form; the center allows three days at most. */
export const VALID_HOURS = [0.5, 1, 2, 3, 6, 12, 24, 48, 72] as const;

/** What the form holds. There is no default level and no default audience: both are chosen, every time. */
export interface Draft {
  readonly level: Level | undefined;
  readonly sender: string;
  readonly headline: string;
  readonly body: string;
  readonly audienceKind: Audience['kind'] | undefined;
  readonly buildingId: string | undefined;
  readonly householdId: string | undefined;
  readonly hours: number;
}

/** An empty form; `sender` is who speaks (≤ 20 characters). */
export function emptyDraft(sender: string): Draft {
  return {
    level: undefined,
    sender: sender.slice(0, 20),
    headline: '',
    body: '',
    audienceKind: undefined,
    buildingId: undefined,
    householdId: undefined,
    hours: 2,
  };
}

/** Who is meant, once it has been said in full. */
export function audienceOf(draft: Draft): Audience | undefined {
  switch (draft.audienceKind) {
    case 'community':
      return { kind: 'community' };
    case 'building':
      return draft.buildingId ? { kind: 'building', id: draft.buildingId } : undefined;
    case 'household':
      return draft.householdId ? { kind: 'household', id: draft.householdId } : undefined;
    default:
      return undefined;
  }
}

/** Whether nothing is missing for the last look. */
export function isComplete(draft: Draft): draft is Draft & { level: Level } {
  const words = [draft.sender, draft.headline, draft.body].every((part) => part.trim() !== '');
  return words && draft.level !== undefined && audienceOf(draft) !== undefined;
}

/** When a warning sent at `now` (ms) ends, as ISO time. */
export function expiryOf(draft: Draft, now: number): string {
  return new Date(now + draft.hours * 3_600_000).toISOString();
}

export type Standing = 'valid' | 'expired' | 'cancelled';

/** How a sent warning stands at `now` (ms). */
export function standingOf(warning: { expiresAt: string; cancelledAt: string | null }, now: number): Standing {
  if (warning.cancelledAt !== null) return 'cancelled';
  return Date.parse(warning.expiresAt) <= now ? 'expired' : 'valid';
}

/** Boxes reached, in whole percent of all that it was for; only all of them are 100. */
export function percent(reached: number, boxes: number): number {
  return boxes === 0 ? 0 : Math.floor((reached / boxes) * 100);
}
