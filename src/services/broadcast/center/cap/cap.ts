import type { AtomReading } from './atom.ts';
import type { CapReading } from './examine.ts';
import type { CapProblem } from './problem.ts';
import { openThread } from './thread.ts';

/** Two, so that a warning does not wait behind a long feed. */
const askMessages = openThread();
const askFeeds = openThread();

const UNCHECKED: CapProblem = { rule: 'unchecked', at: '', params: {} };

/**
 * Reads a CAP 1.2 message as it came over the wire. Never throws and never blocks the center: the text of strangers is
 * read in a thread with a time-out and a memory of its own, and what breaks that thread is refused as `unchecked`.
 * Messages are read one after the other; whoever lets strangers call this limits their rate.
 *
 * Not verified: XML signatures, digests and addresses of resources, whether the sender is who it says, whether the
 * message is still valid now. One `Signature` is let pass, is checked for nothing, and is not part of the alert.
 *
 * @param bytes at most 256 KiB of UTF-8
 */
export async function readCap(bytes: Uint8Array): Promise<CapReading> {
  return (await askMessages<CapReading>({ kind: 'cap', bytes })) ?? { ok: false, problems: [UNCHECKED] };
}

/**
 * Reads an Atom feed (RFC 4287) of CAP messages with the same hardening, in a thread of its own. Never throws.
 * Addresses in it are absolute and http or https, but may point anywhere: whoever fetches them decides where to go.
 *
 * @param bytes at most 4 MiB of UTF-8
 * @param base the feed's own address, against which relative links are resolved
 */
export async function readAtom(bytes: Uint8Array, base: string): Promise<AtomReading> {
  return (await askFeeds<AtomReading>({ kind: 'atom', bytes, base })) ?? { ok: false, problems: [UNCHECKED] };
}
