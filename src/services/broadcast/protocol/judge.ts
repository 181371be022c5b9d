import * as v from 'valibot';
import {
  Certificate,
  Envelope,
  type KeyStatement,
  KeyStatement as KeyStatementSchema,
  type SignedMessage,
  type SignedStatement,
  type Verify,
} from './signed.ts';
import { LONGEST_HOURS, needsApproval, scopeOf, WarningContent } from './warning.ts';

/**
 * Why a box shows nothing.
 * - `malformed` not of the form at all
 * - `unknown-key` not signed by a key that this box believes
 * - `forged` the signature does not fit the text
 * - `drill-key` an actual message under the drill key, or a drill under another
 * - `wrong-audience` for another community, another place, or another number than it came under
 * - `stale` sent long ago or over; `early` not valid yet
 * - `rolled-back` its number was already used in this scope; `replayed` it was, and by this very message
 * - `unapproved` too few signatures of different persons for its level
 * - `bad-certificate` a signer whom the root did not certify, or whose certificate is over or revoked
 * - `beyond-certificate` a source that warns of something, at a level or in a place that is not its own; a person who
 *   may neither write nor approve
 */
export const REASONS = [
  'malformed',
  'unknown-key',
  'forged',
  'drill-key',
  'wrong-audience',
  'stale',
  'early',
  'rolled-back',
  'replayed',
  'unapproved',
  'bad-certificate',
  'beyond-certificate',
] as const;
export type Reason = (typeof REASONS)[number];

/** What a box knows by itself when it judges. Times in ms. */
export interface Witness {
  readonly keys: KeyStatement;
  /** Scopes of the feed that are this box's. */
  readonly scopes: readonly string[];
  readonly community: string;
  readonly now: number;
  /** The latest time that a believed message was sent at: no clock may go behind it. */
  readonly notBefore: number;
  /** The highest number believed so far in this scope, and whether this message was believed already. */
  lastSequence(scope: string): number;
  known(id: string): boolean;
}

export type Verdict =
  | { readonly ok: true; readonly envelope: Extract<Envelope, { type: 'warning' }>; readonly content: WarningContent }
  | { readonly ok: true; readonly envelope: Extract<Envelope, { type: 'stop' }>; readonly content?: undefined }
  | { readonly ok: false; readonly reason: Reason };

/** Clocks differ a little, ms. */
const SKEW_MS = 5 * 60_000;
const LONGEST_MS = LONGEST_HOURS * 3_600_000;

const no = (reason: Reason): Verdict => ({ ok: false, reason });

/**
 * Judges one message as it came: `scope` and `seq` are those of the feed. Pure: remembers nothing. A content that the
 * box knows already, under a new number, is fine (it was for a building and a group, and this home is in both).
 */
export function judge(
  { message, scope, seq }: { message: SignedMessage; scope: string; seq: number },
  witness: Witness,
  verify: Verify,
): Verdict {
  const { keys } = witness;
  const isDrillKey = message.key === keys.drill;
  if (!isDrillKey && !keys.issuing.includes(message.key)) return no('unknown-key');
  if (!verify('envelope', message.text, message.signature, message.key)) return no('forged');
  const envelope = parse(Envelope, message.text);
  if (!envelope) return no('malformed');
  if (envelope.community !== witness.community) return no('wrong-audience');
  if (envelope.scope !== scope || envelope.sequence !== seq || !witness.scopes.includes(scope)) {
    return no('wrong-audience');
  }
  const content = envelope.type === 'warning' ? parse(WarningContent, envelope.content) : undefined;
  if (envelope.type === 'warning' && !content) return no('malformed');
  const drill = envelope.type === 'stop' ? envelope.drill : content?.drill;
  if (drill !== isDrillKey) return no('drill-key');
  const time = judgeTime(envelope.sentAt, content, Math.max(witness.now, witness.notBefore));
  if (time) return no(time);
  if (seq <= witness.lastSequence(scope)) {
    return no(content && witness.known(content.id) ? 'replayed' : 'rolled-back');
  }
  if (envelope.type === 'stop') return { ok: true, envelope };
  if (!content) return no('malformed');
  if (content.community !== witness.community) return no('wrong-audience');
  if ((content.kind === 'alert') !== (content.replaces.length === 0)) return no('malformed');
  if (!content.audience.some((target) => scopeOf(target, content.community) === scope)) return no('wrong-audience');
  const approval = judgeApprovals(message, envelope.content, content, witness, verify);
  return approval ? no(approval) : { ok: true, envelope, content };
}

function judgeTime(sentAt: string, content: WarningContent | undefined, now: number): Reason | undefined {
  const sent = Date.parse(sentAt);
  // A text may have the form of a time and be none ('…+08'): NaN is neither early nor late, and no clock goes on from it.
  if (Number.isNaN(sent)) return 'malformed';
  if (sent > now + SKEW_MS) return 'early';
  if (sent < now - LONGEST_MS) return 'stale';
  if (!content) return undefined;
  const [from, until] = [Date.parse(content.notBefore), Date.parse(content.expires)];
  if (Number.isNaN(from) || Number.isNaN(until)) return 'malformed';
  if (until <= now || until - from > LONGEST_MS + SKEW_MS) return 'stale';
  return from > now + SKEW_MS ? 'early' : undefined;
}

/** Whether the right persons, or a source within its bounds, stand behind the content. */
function judgeApprovals(
  message: SignedMessage,
  text: string,
  content: WarningContent,
  { keys }: Witness,
  verify: Verify,
): Reason | undefined {
  const persons = new Map<string, boolean>();
  let bySource = false;
  for (const { key, signature, certificate } of message.approvals) {
    if (!keys.root || !verify('certificate', certificate.text, certificate.signature, keys.root)) {
      return 'bad-certificate';
    }
    const proof = parse(Certificate, certificate.text);
    if (proof?.key !== key || proof.community !== content.community) return 'bad-certificate';
    const signedAt = Date.parse(content.notBefore);
    // Put so that what is no time at all does not fit either.
    const inTime = Date.parse(proof.notBefore) <= signedAt + SKEW_MS && Date.parse(proof.expires) >= signedAt;
    if (!inTime) return 'bad-certificate';
    if (keys.revoked.includes(key)) return 'bad-certificate';
    if (!verify('content', text, signature, key)) return 'forged';
    const { holder } = proof;
    if (holder.kind === 'person') {
      if (holder.may.length === 0) return 'beyond-certificate';
      persons.set(holder.id, (persons.get(holder.id) ?? false) || holder.may.includes('approve'));
      continue;
    }
    const within =
      holder.hazards.includes(content.hazard) &&
      holder.levels.includes(content.level) &&
      content.audience.every((target) => holder.scopes.includes(scopeOf(target, content.community)));
    if (!within) return 'beyond-certificate';
    bySource = true;
  }
  if (!needsApproval(content) || bySource) return undefined;
  // Orange may be one person's, out of a template that was approved beforehand; red carries those of both.
  if (content.level === 'orange') return persons.size > 0 ? undefined : 'unapproved';
  const approved = [...persons.values()].some(Boolean);
  return approved && persons.size > 1 ? undefined : 'unapproved';
}

/**
 * Follows the chain of statements from what a box believes (nothing: it takes the first that is signed by a key of its
 * own, when it is enrolled). Gives the last one that fits; `pinnedRoot` is the root that the box was delivered with.
 */
export function followStatements(
  believed: KeyStatement | undefined,
  chain: readonly SignedStatement[],
  verify: Verify,
  pinnedRoot?: string,
): KeyStatement | undefined {
  let last = believed;
  for (const { text, key, signature } of chain) {
    const next = parse(KeyStatementSchema, text);
    if (!next || (last && next.serial <= last.serial)) continue;
    if (last && (next.community !== last.community || next.serial !== last.serial + 1)) continue;
    const signers: readonly string[] = (last ?? next).issuing;
    if (!signers.includes(key) || !verify('statement', text, signature, key)) continue;
    if (last?.root && next.root !== last.root) continue;
    if (pinnedRoot && next.root !== null && next.root !== pinnedRoot) continue;
    last = next;
  }
  return last;
}

function parse<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
