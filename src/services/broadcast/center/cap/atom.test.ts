import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AtomEntry, AtomFeed } from './atom.ts';
import { readAtom, readCap } from './cap.ts';
import { writeAtom } from './write-atom.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const full = readFileSync(join(import.meta.dirname, '../../../../../tests/fixtures/cap/full.xml'), 'utf8');
const BASE = 'https://alerts.example/feeds/cn.atom';
const CAP = 'xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"';

const feedOf = (entries: string, attributes = CAP) =>
  `<?xml version='1.0' encoding='utf8'?>\n<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}>
  <id>urn:feed</id><title>Warnings</title><updated>2026-05-01T00:00:00Z</updated>
  <author><name>NWS</name></author>${entries}</feed>`;
const entry = (content: string) =>
  feedOf(`<entry><id>urn:1</id><title>One</title><updated>2026-05-01T08:00:00.5+08:00</updated>${content}</entry>`);

async function read(text: string): Promise<{ feed: AtomFeed; skipped: string[] }> {
  const reading = await readAtom(utf8(text), BASE);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return { feed: reading.feed, skipped: reading.skipped.map(({ rule, at }) => `${rule} ${at}`) };
}

const capIn = async (content: string): Promise<AtomEntry['cap'] | undefined> =>
  (await read(entry(content))).feed.entries[0]?.cap;

test('a feed and its entries', async () => {
  expect((await read(entry(''))).feed).toEqual({
    id: 'urn:feed',
    title: 'Warnings',
    updated: '2026-05-01T00:00:00.000Z',
    entries: [{ id: 'urn:1', title: 'One', updated: '2026-05-01T00:00:00.500Z', cap: null }],
  });
});

describe('where the message is', () => {
  const link = (attributes: string) => `<link ${attributes}/>`;
  const page = link('rel="alternate" type="text/html" href="https://a.example/page"');
  test.each([
    ['a typed link beside a page', `${page}${link('type="application/cap+xml" href="https://a.example/1"')}`],
    ['an enclosure', `${link('rel="enclosure" type="application/cap+xml" href="https://a.example/1"')}${page}`],
    ['a related link', `${page}${link('rel="related" type="application/cap+xml" href="https://a.example/1"')}`],
    ['a link without type, as NWS has it', link('rel="alternate" href="https://a.example/1"')],
    ['a link with nothing but an address', link('href="https://a.example/1"')],
    ['content from elsewhere', '<content type="application/cap+xml" src="https://a.example/1"/>'],
  ])('%s', async (_, content) => {
    expect(await capIn(content)).toEqual({ href: 'https://a.example/1' });
  });

  test('an address that is relative, or holds an ampersand', async () => {
    expect(await capIn(link('href="../cap/1?a=1&amp;b=2"'))).toEqual({ href: 'https://alerts.example/cap/1?a=1&b=2' });
  });

  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'http://'])('%s is no address', async (href) => {
    expect(await capIn(link(`href="${href}"`))).toBeNull();
  });

  test('a page alone, or a picture of another namespace, is no message', async () => {
    expect(await capIn(page)).toBeNull();
    expect(await capIn('<m:content xmlns:m="urn:m" type="application/cap+xml" src="https://a.example/1"/>')).toBeNull();
  });

  test('inside the entry, with a prefix declared by the feed', async () => {
    const inline = full
      .replace(/<\?xml.*\?>/, '')
      .replace(/ xmlns="[^"]*"/, '')
      .replace(/<(\/?)(\w)/g, '<$1cap:$2');
    const cap = await capIn(`<content type="text/xml">${inline}</content>`);
    const reading = await readCap(utf8(cap && 'xml' in cap ? cap.xml : ''));
    expect(reading).toEqual(await readCap(utf8(full)));
  });

  test('what is wrong inside stays wrong', async () => {
    const inline = full.replace(/<\?xml.*\?>/, '').replace('<status>', '<status a="1">');
    const cap = await capIn(`<content>${inline}</content>`);
    expect(await readCap(utf8(cap && 'xml' in cap ? cap.xml : ''))).toMatchObject({
      problems: [{ rule: 'attribute', at: 'alert/status' }],
    });
  });
});

test('a broken entry does not hide the others', async () => {
  const good = '<entry><id>urn:2</id><title>t</title><updated>2026-05-01T00:00:00Z</updated></entry>';
  const { feed, skipped } = await read(
    feedOf(`<entry><title>no id</title></entry><entry><id>urn:1</id><updated>yesterday</updated></entry>${good}`),
  );
  expect(feed.entries.map(({ id }) => id)).toEqual(['urn:2']);
  expect(skipped).toEqual(['entryIncomplete feed/entry[1]', 'entryIncomplete feed/entry[2]']);
});

test.each([
  ['not XML', 'Not found', 'notXml'],
  ['RSS', '<rss version="2.0"><channel/></rss>', 'notAtom'],
  ['a CAP message', full, 'notAtom'],
  ['a DOCTYPE', feedOf('').replace('<feed', '<!DOCTYPE feed [<!ENTITY a "b">]><feed'), 'doctype'],
  ['an entity', feedOf('&xxe;'), 'entity'],
  ['a processing instruction', feedOf('<?x y?>'), 'processingInstruction'],
  ['cut off', feedOf('').slice(0, -4), 'malformed'],
  ['too large', feedOf(' '.repeat(4 * 1024 * 1024)), 'tooLarge'],
  ['nothing', '', 'empty'],
])('refused: %s', async (_, text, rule) => {
  expect(await readAtom(utf8(text), BASE)).toMatchObject({ ok: false, problems: [{ rule }] });
});

test('never throws', async () => {
  const bytes = utf8(entry('<link href="https://a.example/1"/>'));
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bytes.length),
      fc.nat(20),
      fc.string({ maxLength: 5 }),
      fc.string(),
      async (at, cut, put, base) => {
        const changed = Buffer.concat([bytes.subarray(0, at), utf8(put), bytes.subarray(at + cut)]);
        const reading = await readAtom(changed, base);
        expect(reading.ok ? [] : reading.problems.map(({ rule }) => rule)).not.toContain('unchecked');
      },
    ),
    { numRuns: 150 },
  );
});

test('what is written is read as it was', async () => {
  const line = fc.string({ unit: 'grapheme-ascii' }).map((words) => words.replace(/\s+/g, ' ').trim() || 'x');
  const time = fc.integer({ min: 0, max: 4_000_000_000_000 }).map((ms) => new Date(ms).toISOString());
  const cap = fc.webUrl({ withQueryParameters: true }).map((url) => ({ href: new URL(url).href }));
  const feeds = fc.record({
    id: line,
    title: line,
    updated: time,
    entries: fc.array(fc.record({ id: line, title: line, updated: time, cap }), { maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(feeds, async (feed) => {
      expect((await read(writeAtom(feed, { author: '昔阳里', self: BASE }))).feed).toEqual(feed);
    }),
    { numRuns: 60 },
  );
});

test('a message inside an entry comes back whole; an entry without one is left out', async () => {
  const head = { id: 'urn:1', title: '暴雨', updated: '2026-05-01T00:00:00.000Z' };
  const entries: AtomEntry[] = [
    { ...head, cap: { xml: full } },
    { ...head, cap: null },
  ];
  const written = writeAtom({ ...head, entries }, { author: '昔阳里', self: BASE });
  const { feed } = await read(written);
  const [first, ...others] = feed.entries;
  expect(others).toEqual([]);
  expect(await readCap(utf8(first?.cap && 'xml' in first.cap ? first.cap.xml : ''))).toEqual(await readCap(utf8(full)));
});
