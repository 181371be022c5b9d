import { XMLParser } from 'fast-xml-parser';
import { child, children, type Node, text } from './node.ts';
import type { CapProblem } from './problem.ts';
import { escapeXml, scan } from './scan.ts';

const CAP_TYPE = 'application/cap+xml';

/** One entry of a feed of warnings (RFC 4287). `link` is where its CAP message is. */
export interface AtomEntry {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly link: string;
  readonly summary?: string;
}

export interface AtomFeed {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly updated: string;
  readonly self: string;
  readonly entries: readonly AtomEntry[];
}

export type AtomReading =
  | { readonly ok: true; readonly entries: readonly Pick<AtomEntry, 'id' | 'updated' | 'link'>[] }
  | { readonly ok: false; readonly problems: readonly CapProblem[] };

/** Writes an Atom feed whose entries link to CAP messages. */
export function writeAtom({ id, title, author, updated, self, entries }: AtomFeed): string {
  const lines = entries.map((entry) => {
    const summary = entry.summary ? `<summary>${escapeXml(entry.summary)}</summary>` : '';
    return `<entry><id>${escapeXml(entry.id)}</id><title>${escapeXml(entry.title)}</title><updated>${entry.updated}</updated><link type="${CAP_TYPE}" href="${escapeXml(entry.link)}"/>${summary}</entry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><id>${escapeXml(id)}</id><title>${escapeXml(title)}</title><updated>${updated}</updated><author><name>${escapeXml(author)}</name></author><link rel="self" href="${escapeXml(self)}"/>${lines.join('')}</feed>
`;
}

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
});

/**
 * Reads an Atom feed as public feeds of CAP write it: each entry links to its message (by type, or else by its only
 * link). Entries without a link are left out. Never throws.
 */
export function readAtom(bytes: Uint8Array): AtomReading {
  const scanned = scan(bytes);
  if ('problems' in scanned) return { ok: false, problems: scanned.problems };
  try {
    const feed = child(parser.parse(scanned.text) as Node, 'feed');
    if (feed === undefined) return { ok: false, problems: [{ rule: 'not-xml', at: 'feed' }] };
    const entries = children(feed, 'entry').flatMap((entry) => {
      const link = linkOf(entry);
      return link ? [{ id: text(entry, 'id') ?? link, updated: text(entry, 'updated') ?? '', link }] : [];
    });
    return { ok: true, entries };
  } catch {
    return { ok: false, problems: [{ rule: 'not-xml', at: 'feed' }] };
  }
}

function linkOf(entry: Node): string | undefined {
  const links = children(entry, 'link');
  const own = links.find((link) => text(link, '@type') === CAP_TYPE) ?? links[0];
  return own === undefined ? undefined : text(own, '@href');
}
