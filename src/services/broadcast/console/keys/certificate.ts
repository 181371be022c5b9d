import * as v from 'valibot';
import { Certificate, type Holder } from '../../protocol.ts';

/** What an admin means to certify. `days` from now on. */
export interface Meant {
  readonly community: string;
  readonly key: string;
  readonly holder: Holder;
  readonly days: number;
}

const DAY_MS = 86_400_000;
/** Clocks differ, ms. */
const SKEW_MS = 3_600_000;

/**
 * Whether the text that the center wants signed says what the admin means, and nothing else: the root signs what it has
 * read, not what it was handed. `now` in ms.
 */
export function saysWhatIsMeant(text: string, meant: Meant, now: number): boolean {
  const certificate = parse(text);
  if (!certificate) return false;
  const { community, key, holder, notBefore, expires } = certificate;
  return (
    // No second meaning hides in the text: it is exactly what was read out of it.
    JSON.stringify(certificate) === text &&
    community === meant.community &&
    key === meant.key &&
    JSON.stringify(holder) === JSON.stringify(meant.holder) &&
    Date.parse(notBefore) <= now + SKEW_MS &&
    Date.parse(expires) <= now + meant.days * DAY_MS + SKEW_MS
  );
}

function parse(text: string): Certificate | undefined {
  try {
    const parsed = v.safeParse(Certificate, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
