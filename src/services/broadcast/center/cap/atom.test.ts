import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAtom, writeAtom } from './atom.ts';

const feed = (links: string[]) => ({
  id: 'urn:uuid:1',
  title: '昔阳里社区 <预警>',
  author: '昔阳里 & 中心',
  updated: '2026-11-24T09:00:00+08:00',
  self: 'http://localhost/cap/feed.xml',
  entries: links.map((link, index) => ({
    id: `urn:uuid:${index}`,
    title: '暴雪',
    updated: '2026-11-24T09:00:00+08:00',
    link,
  })),
});

test('what is written is read again', () => {
  fc.assert(
    fc.property(fc.array(fc.webUrl({ withQueryParameters: true }), { maxLength: 5 }), (links) => {
      const reading = readAtom(Buffer.from(writeAtom(feed(links))));
      expect(reading.ok && reading.entries.map(({ link }) => link)).toEqual(links);
    }),
  );
});

test('of several links the one to CAP counts; an entry without any is left out', () => {
  const text = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>
    <link href="http://a/page.html"/><link type="application/cap+xml" href="http://a/1.xml"/></entry>
    <entry><id>2</id><link href='http://a/2.xml'/></entry><entry><id>3</id></entry></feed>`;
  const reading = readAtom(Buffer.from(text));
  expect(reading.ok && reading.entries.map(({ link }) => link)).toEqual(['http://a/1.xml', 'http://a/2.xml']);
});

test('what is no feed is refused, and nothing throws', () => {
  for (const text of ['', '{}', '<rss/>', '<!DOCTYPE x><feed/>', '<feed', '<feed><entry></feed>']) {
    const reading = readAtom(Buffer.from(text));
    if (reading.ok) expect(reading.entries).toEqual([]);
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof readAtom(bytes).ok === 'boolean'));
});
