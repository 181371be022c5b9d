import { ATOM_NAMESPACE, type AtomEntry, type AtomFeed, CAP_MEDIA_TYPE } from './atom.ts';
import { element, leaves, XML_DECLARATION } from './xml.ts';

/**
 * Writes a feed as Atom (RFC 4287). `author` is who publishes it, `self` its own address. A message is linked to as
 * `application/cap+xml` or stands inside the entry; an entry without one is left out.
 */
export function writeAtom(feed: AtomFeed, { author, self }: { author: string; self: string }): string {
  const head = [
    leaves([
      ['id', feed.id],
      ['title', feed.title],
      ['updated', feed.updated],
    ]),
    element('author', leaves([['name', author]])),
    element('link', '', { rel: 'self', type: 'application/atom+xml', href: self }),
  ].join('\n');
  const content = [head, ...feed.entries.map(writeEntry)].join('\n');
  return `${XML_DECLARATION}${element('feed', `\n${content}\n`, { xmlns: ATOM_NAMESPACE })}\n`;
}

function writeEntry({ id, title, updated, cap }: AtomEntry): string {
  if (!cap) return '';
  const head = leaves([
    ['id', id],
    ['title', title],
    ['updated', updated],
  ]);
  // RFC 4287 asks every entry without content for an alternate link.
  const message =
    'href' in cap
      ? element('link', '', { rel: 'alternate', type: CAP_MEDIA_TYPE, href: cap.href })
      : element('content', cap.xml.replace(/^\s*<\?xml[^>]*\?>\s*/, ''), { type: CAP_MEDIA_TYPE });
  return element('entry', `\n${head}${message}\n`);
}
