import { MOST_FEED_BYTES } from './bytes.ts';
import { openXml } from './examine.ts';
import { type CapProblem, collectProblems, type Report } from './problem.ts';
import { CAP_NAMESPACE } from './shape.ts';
import type { XmlElement } from './tree.ts';
import { serialize, XML_DECLARATION } from './xml.ts';
import type { Lint } from './xmllint.ts';

export const ATOM_NAMESPACE = 'http://www.w3.org/2005/Atom';
export const CAP_MEDIA_TYPE = 'application/cap+xml';

/** A feed of CAP messages. Instants are ISO 8601 in UTC. */
export interface AtomFeed {
  id: string;
  title: string;
  updated: string;
  entries: AtomEntry[];
}

export interface AtomEntry {
  id: string;
  title: string;
  updated: string;
  /** Where the CAP message is, or the message itself as XML, which is not read yet; null when the entry has neither. */
  cap: { href: string } | { xml: string } | null;
}

/** `skipped` are entries without an id or a time: one broken entry does not hide the others. */
export type AtomReading = { ok: true; feed: AtomFeed; skipped: CapProblem[] } | { ok: false; problems: CapProblem[] };

/** Reads a feed as NWS, Meteoalarm, tsunami.gov and public alert hubs write them, and inline messages. */
export async function examineFeed(bytes: Uint8Array, base: string, lint: Lint): Promise<AtomReading> {
  const { report, found } = collectProblems();
  const document = await openXml(bytes, MOST_FEED_BYTES, 'none', lint, report);
  if (document && !isAtom(document.root, 'feed')) report('notAtom', '');
  if (!document || found().length > 0) return { ok: false, problems: found() };
  const { root } = document;
  const skipped = collectProblems();
  const entries = root.children
    .filter((child) => isAtom(child, 'entry'))
    .map((entry) => toEntry(entry, base, skipped.report))
    .filter((entry) => entry !== undefined);
  const feed = { id: textOf(root, 'id'), title: textOf(root, 'title'), updated: timeOf(root) ?? '', entries };
  return { ok: true, feed, skipped: skipped.found() };
}

function toEntry(entry: XmlElement, base: string, report: Report): AtomEntry | undefined {
  const id = textOf(entry, 'id');
  const updated = timeOf(entry);
  if (!id) return report('entryIncomplete', entry.path, { element: 'id' });
  if (!updated) return report('entryIncomplete', entry.path, { element: 'updated' });
  return { id, title: textOf(entry, 'title'), updated, cap: capOf(entry, base) };
}

function capOf(entry: XmlElement, base: string): AtomEntry['cap'] {
  const content = entry.children.find((child) => isAtom(child, 'content'));
  const alert = content?.children.find(({ name, namespace }) => name === 'alert' && namespace === CAP_NAMESPACE);
  if (alert) return { xml: XML_DECLARATION + serialize(alert) };
  const links = entry.children.filter((child) => isAtom(child, 'link')).map(({ attributes }) => attributes);
  const typed = [...links, { type: content?.attributes.type, href: content?.attributes.src }].find(
    ({ type, href }) => type?.startsWith(CAP_MEDIA_TYPE) && href,
  );
  // NWS gives its links no type; by RFC 4287 a link without rel is `alternate`.
  const plain = links.find(({ type, rel = 'alternate', href }) => !type && rel === 'alternate' && href);
  const href = webAddress((typed ?? plain)?.href, base);
  return href === undefined ? null : { href };
}

/** Absolute, and http or https: a feed must not make the center open files. */
function webAddress(href: string | undefined, base: string): string | undefined {
  const url = href && URL.canParse(href, base) ? new URL(href, base) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

function isAtom({ name, namespace }: XmlElement, wanted: string): boolean {
  return name === wanted && namespace === ATOM_NAMESPACE;
}

function textOf(parent: XmlElement, name: string): string {
  const found = parent.children.find((child) => isAtom(child, name));
  return found ? allText(found).replace(/\s+/g, ' ').trim() : '';
}

/** Also of a title in XHTML. */
function allText({ text, children }: XmlElement): string {
  return text + children.map(allText).join('');
}

/** RFC 3339 with `Z` or an offset, as ISO 8601 in UTC. */
function timeOf(parent: XmlElement): string | undefined {
  const text = textOf(parent, 'updated');
  const ms = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
