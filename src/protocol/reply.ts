import * as v from 'valibot';

/**
 * Why an ask was refused.
 * - `invalid` the input is not of the contract's form, too large, too often, or unknown
 * - `forbidden` the asker may not do this
 * - `conflict` the world has changed since the asker looked (another price, another owner, a used key)
 * - `gone` what is asked about does not exist (any more)
 * - `late` a deadline has passed
 * - `soldout` nothing is left
 * - `off` the community has switched this service off
 * - `unavailable` the center cannot answer now; asking again later may help
 */
export const REFUSAL_CODES = [
  'invalid',
  'forbidden',
  'conflict',
  'gone',
  'late',
  'soldout',
  'off',
  'unavailable',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Values put into a text of the catalogue: `{name}` → value. */
export const TextParams = v.record(v.string(), v.union([v.string(), v.number()]));
export type TextParams = v.InferOutput<typeof TextParams>;

/** A refusal as it crosses the wire: the code for programs, a catalogue key with its values for people. */
export const Refusal = v.object({
  code: v.picklist(REFUSAL_CODES),
  text: v.pipe(v.string(), v.maxLength(80)),
  params: v.optional(TextParams),
});
export type Refusal = v.InferOutput<typeof Refusal>;

/** What every ask is answered with. */
export type Reply<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** The outer form of a reply; the value is parsed by the ask's own schema. */
export const ReplyEnvelope = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.unknown() }),
  v.object({ ok: v.literal(false), refusal: Refusal }),
]);
