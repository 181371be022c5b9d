import * as v from 'valibot';
import { Id } from '../../../protocol/ids.ts';
import { Instant } from '../../../protocol/time.ts';

/** China's four levels, worst first, and plain notices. A field of its own, never derived from CAP severity. */
export const LEVELS = ['red', 'orange', 'yellow', 'blue', 'notice'] as const;
export type Level = (typeof LEVELS)[number];

/** What it is about; each has templates. */
export const HAZARDS = [
  'weather',
  'fire',
  'gas',
  'water',
  'power',
  'flood',
  'earthquake',
  'missing',
  'epidemic',
  'notice',
  'other',
] as const;
export type Hazard = (typeof HAZARDS)[number];

/** Groups of households that the center knows from its own records: one resident alone; somebody of 80 or more. */
export const GROUPS = ['alone', 'over80'] as const;

/** A place or a group of homes. `code` is the 12-digit area code of GB/T 2260 and below. */
export const Target = v.variant('kind', [
  v.object({ kind: v.literal('district'), code: v.pipe(v.string(), v.regex(/^\d{12}$/)) }),
  v.object({ kind: v.literal('community') }),
  v.object({ kind: v.literal('building'), id: Id }),
  v.object({ kind: v.literal('household'), id: Id }),
  v.object({ kind: v.literal('group'), group: v.picklist(GROUPS) }),
]);
export type Target = v.InferOutput<typeof Target>;

/** Who is meant. There is no default: a warning without an audience is refused. */
export const Audience = v.pipe(v.array(Target), v.minLength(1), v.maxLength(20));
export type Audience = v.InferOutput<typeof Audience>;

/** The scope of the feed in which a target's homes listen. `community` is the id of the community that warns. */
export function scopeOf(target: Target, community: string): string {
  switch (target.kind) {
    case 'district':
      return `district:${target.code}`;
    case 'community':
      return `community:${community}`;
    case 'group':
      return `group:${target.group}:${community}`;
    default:
      return `${target.kind}:${target.id}`;
  }
}

/** Longest headline and body, in characters: to be read at three metres and kept in mind. */
export const HEADLINE_MAX = 15;
export const BODY_MAX = 60;
const words = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** The words in the order in which they are shown and spoken: who says it, what, where and what to do. */
export const WarningText = v.object({ sender: words(20), headline: words(HEADLINE_MAX), body: words(BODY_MAX) });

/** A picture or a voice that lies at the center under its SHA-512 (hex); the box plays nothing that has another. */
export const Media = v.object({
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/)),
  type: v.picklist(['image/jpeg', 'image/png', 'image/webp', 'audio/wav']),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 * 1024 * 1024)),
});
export type Media = v.InferOutput<typeof Media>;

/** `update` and `correction` take the place of what they name in `replaces`. */
export const KINDS = ['alert', 'update', 'correction'] as const;

/**
 * What is warned of, as it is approved: persons and sources sign the exact text of this as JSON. Times are ISO UTC.
 * A correction says that what it replaces was wrong; it needs no second person, and never looks like a warning.
 */
export const WarningContent = v.object({
  v: v.literal(1),
  id: Id,
  community: Id,
  kind: v.picklist(KINDS),
  replaces: v.pipe(v.array(Id), v.maxLength(10)),
  drill: v.boolean(),
  level: v.picklist(LEVELS),
  hazard: v.picklist(HAZARDS),
  ...WarningText.entries,
  audience: Audience,
  notBefore: Instant,
  expires: Instant,
  picture: v.nullable(Media),
  voice: v.nullable(Media),
});
export type WarningContent = v.InferOutput<typeof WarningContent>;

/** Longest that anything may be valid, hours. */
export const LONGEST_HOURS = 72;

/** A second person has to look at it before it is sent. Drills and corrections are one person's. */
export function needsApproval({ level, drill, kind }: Pick<WarningContent, 'level' | 'drill' | 'kind'>): boolean {
  return !drill && kind !== 'correction' && (level === 'red' || level === 'orange');
}
