import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capText } from '../../protocol/cap-text.ts';
import { draftOf, infoFor, levelOf } from './draft.ts';
import type { CapRule } from './problem.ts';
import { readCap } from './read.ts';
import { writeCap } from './write.ts';

const FIXTURES = join(import.meta.dirname, '../../../../../tests/fixtures/cap');
const example = (name: string) => readFileSync(join(FIXTURES, `oasis-${name}.xml`));

const GOOD = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>TJ-2026-1124-001</identifier>
  <sender>qx@tj.example</sender>
  <sent>2026-11-24T09:00:00+08:00</sent>
  <status>Actual</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>
  <info>
    <language>zh-CN</language>
    <category>Met</category>
    <event>暴雪</event>
    <urgency>Expected</urgency>
    <severity>Severe</severity>
    <certainty>Likely</certainty>
    <effective>2026-11-24T09:00:00+08:00</effective>
    <onset>2026-11-24T20:00:00+08:00</onset>
    <expires>2026-11-25T09:00:00+08:00</expires>
    <senderName>天津市气象台</senderName>
    <headline>暴雪橙色预警</headline>
    <description>今天夜里有暴雪，请不要出门。</description>
    <parameter><valueName>level</valueName><value>orange</value></parameter>
    <area>
      <areaDesc>南开区</areaDesc>
      <polygon>39.0,117.0 39.0,117.3 39.2,117.3 39.2,117.0 39.0,117.0</polygon>
      <geocode><valueName>adcode</valueName><value>120104</value></geocode>
    </area>
  </info>
</alert>`;

/** The good message with one thing changed. */
const swap = (from: string | RegExp, to: string) => {
  const text = GOOD.replace(from, to);
  if (text === GOOD) throw new Error(`nothing changed: ${from}`);
  return text;
};
const utf8 = (text: string) => Buffer.from(text);
const update = (references: string) =>
  swap('<msgType>Alert</msgType>', '<msgType>Update</msgType>').replace(
    '</scope>',
    `</scope><references>${references}</references>`,
  );
const signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>';
const end = /<\/alert>$/;

async function rulesOf(bytes: Uint8Array): Promise<string[]> {
  const reading = await readCap(bytes);
  return reading.ok ? [] : reading.problems.map(({ rule }) => rule);
}

describe('accepted', () => {
  test.each(['a1', 'a2', 'a3', 'a4'])(
    'the example %s of the standard, and what is written of it again',
    async (name) => {
      const reading = await readCap(example(name));
      if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
      const again = await readCap(utf8(writeCap(reading.alert)));
      expect(again).toMatchObject({ ok: true, alert: reading.alert });
    },
  );

  test('the good message, with what a draft begins from', async () => {
    const reading = await readCap(utf8(GOOD));
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(reading.notes).toEqual([]);
    const info = infoFor(reading.alert);
    expect(info && draftOf(reading.alert, info)).toEqual({
      hazard: 'weather',
      level: 'orange',
      sender: '天津市气象台',
      headline: '暴雪橙色预警',
      body: '今天夜里有暴雪，请不要出门。',
      expiresAt: '2026-11-25T01:00:00.000Z',
      drill: false,
    });
  });

  test.each([
    ['one signature, which is not checked', GOOD.replace(end, `${signature}</alert>`)],
    ['a byte order mark', `\ufeff${GOOD}`],
    ['no declaration', GOOD.slice(GOOD.indexOf('\n') + 1)],
    ['a comment between elements', swap('<info>', '<!-- NWS says so --><info>')],
    [
      'CDATA with what would be markup',
      swap('今天夜里有暴雪，请不要出门。', '<![CDATA[a < b & <!-- no comment --> &lt;]]>'),
    ],
    ['a prefix', GOOD.replace(/<(\/?)([a-zA-Z])/g, '<$1c:$2').replace('xmlns=', 'xmlns:c=')],
    [
      'several infos and languages',
      swap('</info>', `</info>${/<info>[\s\S]*<\/info>/.exec(GOOD)?.[0].replace('zh-CN', 'en-US')}`),
    ],
    ['a good reference', update('qx@tj.example,TJ-2026-1123-009,2026-11-23T09:00:00+08:00')],
    ['several references', update('a@b,1,2026-11-23T09:00:00+08:00 a@b,2,2026-11-23T10:00:00+08:00')],
    ['UTC as -00:00', swap('2026-11-24T09:00:00+08:00', '2026-11-24T01:00:00-00:00')],
    ['a circle of no size', swap(/<polygon>.*<\/polygon>/, '<circle>39.1,117.1 0</circle>')],
    [
      'an acknowledgement without info',
      update('a@b,1,2026-11-23T09:00:00+08:00')
        .replace(/<info>[\s\S]*<\/info>/, '')
        .replace('Update', 'Ack'),
    ],
    ['character references', swap('南开区', '&#21335;&#x5f00;&amp;')],
  ])('%s', async (_, text) => {
    expect(await rulesOf(utf8(text))).toEqual([]);
  });

  test('CDATA and references are put back once', async () => {
    const reading = await readCap(utf8(swap('今天夜里有暴雪，请不要出门。', '&amp;lt;b&gt;<![CDATA[&amp;<i>]]>')));
    expect(reading.ok && reading.alert.infos[0]?.description).toBe('&lt;b>&amp;<i>');
  });

  test('a missing expiry and language are noted', async () => {
    const reading = await readCap(utf8(swap(/<expires>.*<\/expires>/, '').replace(/<language>.*<\/language>/, '')));
    expect(reading.ok && reading.notes.map(({ note }) => note)).toEqual(['no-expires', 'no-language']);
  });
});

const POLYGON = '39.0,117.0 39.0,117.3 39.2,117.3 39.2,117.0 39.0,117.0';
const bad: readonly (readonly [name: string, rule: CapRule, bytes: Uint8Array | string])[] = [
  ['nothing', 'empty', ''],
  ['only spaces', 'empty', '  \n '],
  ['JSON', 'not-xml', '{"identifier":"1"}'],
  ['text', 'not-xml', '暴雪橙色预警'],
  ['an HTML page', 'doctype', '<!DOCTYPE html><html><body>502</body></html>'],
  ['oversize', 'too-large', GOOD.replace('今天', '雪'.repeat(100_000))],
  ['UTF-16 with a mark', 'encoding', Buffer.from(`\ufeff${GOOD}`, 'utf16le')],
  ['UTF-16 without a mark', 'encoding', Buffer.from(GOOD, 'utf16le')],
  ['GBK bytes', 'encoding', Buffer.concat([utf8('<a>'), Buffer.from([0xb1, 0xa9, 0xd1, 0xa9]), utf8('</a>')])],
  ['Latin-1 declared', 'encoding', swap('UTF-8', 'ISO-8859-1')],
  ['GB2312 declared', 'encoding', swap('UTF-8', 'GB2312')],
  ['a NUL', 'encoding', swap('南开区', '南\u0000开')],
  [
    'a broken UTF-8 sequence',
    'encoding',
    Buffer.concat([utf8(GOOD.slice(0, 60)), Buffer.from([0xe6, 0x9a]), utf8(GOOD.slice(60))]),
  ],
  ['a DTD', 'doctype', swap('<alert', '<!DOCTYPE alert SYSTEM "cap.dtd"><alert')],
  ['an internal entity', 'doctype', swap('<alert', '<!DOCTYPE alert [<!ENTITY x "y">]><alert')],
  ['an external entity', 'doctype', swap('<alert', '<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert')],
  ['a billion laughs', 'doctype', swap('<alert', '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><alert')],
  ['a lower-case doctype', 'doctype', swap('<alert', '<!doctype alert><alert')],
  ['an entity that nobody has declared', 'entity', swap('南开区', '南开&nbsp;区')],
  ['a PI inside status', 'processing-instruction', swap('>Actual<', '><?x Test?>Actual<')],
  ['a style sheet', 'processing-instruction', swap('<alert', '<?xml-stylesheet href="x.xsl"?><alert')],
  ['a second declaration', 'processing-instruction', swap('<info>', '<?xml version="1.0"?><info>')],
  ['a comment inside status', 'comment-in-value', swap('>Actual<', '><!-- Test -->Actual<')],
  ['a comment in the middle of a value', 'comment-in-value', swap('>Actual<', '>Act<!-- -->ual<')],
  ['nothing but a comment as a value', 'comment-in-value', swap('>暴雪<', '><!-- 暴雪 --><')],
  ['two signatures', 'signatures', GOOD.replace(end, `${signature}${signature}</alert>`)],
  [
    'two signatures with a prefix',
    'signatures',
    GOOD.replace(end, `${signature}${signature.replace(/<(\/?)S/g, '<$1d:S').replace('xmlns', 'xmlns:d')}</alert>`),
  ],
  ['CAP 1.1', 'version', swap('cap:1.2', 'cap:1.1')],
  ['CAP 1.0', 'version', swap('urn:oasis:names:tc:emergency:cap:1.2', 'http://www.incident.com/cap/1.0')],
  ['no namespace', 'element', swap(' xmlns="urn:oasis:names:tc:emergency:cap:1.2"', '')],
  ['cut off', 'well-formed', GOOD.slice(0, 900)],
  ['crossed tags', 'well-formed', swap('</event>', '</events>')],
  ['two roots', 'well-formed', `${GOOD}<alert/>`],
  ['a bare ampersand', 'well-formed', swap('南开区', '南开 & 和平')],
  [
    'ten thousand deep',
    'well-formed',
    `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</alert>`,
  ],
  ['a control character', 'well-formed', swap('南开区', '南&#1;区')],
  ['another root', 'element', '<rss version="2.0"><channel/></rss>'],
  ['an unknown element', 'element', swap('<event>', '<level>1</level><event>')],
  ['no identifier', 'element', swap(/<identifier>.*<\/identifier>/, '')],
  ['no sender', 'element', swap(/<sender>.*<\/sender>/, '')],
  ['two statuses', 'element', swap('<msgType>', '<status>Actual</status><msgType>')],
  [
    'elements out of order',
    'element',
    swap('<scope>Public</scope>', '').replace('<status>', '<scope>Public</scope><status>'),
  ],
  ['no event', 'element', swap(/<event>.*<\/event>/, '')],
  ['no areaDesc', 'element', swap(/<areaDesc>.*<\/areaDesc>/, '')],
  ['an unknown status', 'value', swap('>Actual<', '>Real<')],
  ['a lower-case msgType', 'value', swap('>Alert<', '>alert<')],
  ['an unknown severity', 'value', swap('>Severe<', '>红色<')],
  ['an altitude that is no number', 'value', swap('</area>', '<altitude>high</altitude></area>')],
  ['Z as a zone', 'time-form', swap('2026-11-24T09:00:00+08:00', '2026-11-24T01:00:00Z')],
  ['no zone', 'time-form', swap('2026-11-24T09:00:00+08:00', '2026-11-24T09:00:00')],
  ['fractions of a second', 'time-form', swap('09:00:00+08:00', '09:00:00.5+08:00')],
  ['the thirtieth of February', 'time-form', swap('2026-11-24T09:00:00+08:00', '2026-02-30T09:00:00+08:00')],
  ['a day without a time', 'time-form', swap('<expires>2026-11-25T09:00:00+08:00', '<expires>2026-11-25')],
  ['a blank identifier', 'blank', swap('TJ-2026-1124-001', ' ')],
  ['a blank event', 'blank', swap('>暴雪<', '> <')],
  ['a blank areaDesc', 'blank', swap('南开区', '')],
  ['a comma in the identifier', 'characters', swap('TJ-2026-1124-001', 'TJ,2026')],
  ['a space in the sender', 'characters', swap('qx@tj.example', 'qx tj')],
  ['an ampersand in the identifier', 'characters', swap('TJ-2026-1124-001', 'TJ&amp;2026')],
  ['a less-than in the sender', 'characters', swap('qx@tj.example', 'a&#60;b')],
  ['an update without references', 'references-missing', swap('>Alert<', '>Update<')],
  ['a cancel without references', 'references-missing', swap('>Alert<', '>Cancel<')],
  ['references to a bare identifier', 'references-form', update('TJ-2026-1123-009')],
  ['references with a bad time', 'references-form', update('a@b,1,2026-11-23')],
  ['references to itself', 'references-self', update('qx@tj.example,TJ-2026-1124-001,2026-11-24T09:00:00+08:00')],
  ['references to something later', 'references-later', update('qx@tj.example,X,2026-11-24T09:00:01+08:00')],
  ['an alert without info', 'info-missing', swap(/<info>[\s\S]*<\/info>/, '')],
  ['no area', 'area-missing', swap(/<area>[\s\S]*<\/area>/, '')],
  [
    'no area in the second info',
    'area-missing',
    swap('</info>', `</info>${/<info>[\s\S]*<\/info>/.exec(GOOD)?.[0].replace(/<area>[\s\S]*<\/area>/, '')}`),
  ],
  ['an open polygon', 'polygon-open', swap(POLYGON, '39.0,117.0 39.0,117.3 39.2,117.3 39.2,117.0')],
  ['a polygon of three points', 'polygon-short', swap(POLYGON, '39.0,117.0 39.0,117.3 39.0,117.0')],
  [
    'a polygon that crosses itself',
    'polygon-crossing',
    swap(POLYGON, '39.0,117.0 39.2,117.3 39.0,117.3 39.2,117.0 39.0,117.0'),
  ],
  ['a polygon of words', 'polygon-form', swap(POLYGON, '南开区')],
  ['an empty polygon', 'polygon-form', swap(POLYGON, '')],
  [
    'a polygon with longitude first',
    'coordinates',
    swap(POLYGON, '117.0,39.0 117.3,39.0 117.3,39.2 117.0,39.2 117.0,39.0'),
  ],
  ['a longitude beyond 180', 'coordinates', swap(POLYGON, POLYGON.replaceAll('117.3', '187.3'))],
  ['a circle without a radius', 'circle-form', swap(/<polygon>.*<\/polygon>/, '<circle>39.1,117.1</circle>')],
  ['a circle of negative size', 'circle-form', swap(/<polygon>.*<\/polygon>/, '<circle>39.1,117.1 -3</circle>')],
  ['a circle off the earth', 'coordinates', swap(/<polygon>.*<\/polygon>/, '<circle>99.1,117.1 3</circle>')],
  [
    'over before it was sent',
    'expires-before-sent',
    swap('<expires>2026-11-25', '<expires>2026-11-23')
      .replace(/<onset>.*<\/onset>/, '')
      .replace(/<effective>.*<\/effective>/, ''),
  ],
  ['over before it begins', 'expires-before-effective', swap('<effective>2026-11-24', '<effective>2026-11-26')],
  ['expected after it is over', 'onset-after-expires', swap('<onset>2026-11-24T20', '<onset>2026-11-27T20')],
  ['a headline of 140 characters', 'headline-length', swap('暴雪橙色预警', '雪'.repeat(140))],
  ['a language that is none', 'value', swap('zh-CN', '中文')],
  ['private without addresses', 'addresses-missing', swap('Public', 'Private')],
  ['restricted without a restriction', 'restriction-missing', swap('Public', 'Restricted')],
  ['a geocode without a value', 'blank', swap('<value>120104</value>', '<value/>')],
  [
    'a huge resource',
    'resource-large',
    swap(
      '<area>',
      `<resource><resourceDesc>a</resourceDesc><mimeType>image/png</mimeType><derefUri>${'A'.repeat(140_000)}</derefUri></resource><area>`,
    ),
  ],
];

describe('refused with its reason', () => {
  test.each(bad)('%s: %s', async (_, rule, message) => {
    const bytes = typeof message === 'string' ? utf8(message) : message;
    expect(new Set(await rulesOf(bytes))).toEqual(new Set([rule]));
  });

  test('all that is wrong is told at once, each with its place', async () => {
    const text = swap('TJ-2026-1124-001', 'a,b').replace(POLYGON, '1,1 2,2').replace('暴雪橙色预警', '雪'.repeat(150));
    const reading = await readCap(utf8(text));
    expect(!reading.ok && reading.problems.map(({ rule, at }) => `${rule} ${at}`)).toEqual([
      'characters alert/identifier',
      'headline-length alert/info[1]/headline',
      'polygon-short alert/info[1]/area[1]/polygon[1]',
    ]);
  });

  test('every rule has its words', () => {
    for (const [, rule] of bad) expect(capText['zh-CN']).toHaveProperty([`rule.${rule}`]);
  });
});

test('whatever comes in, an answer goes out', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 400 }),
        fc.string().map((text) => utf8(`<alert>${text}</alert>`)),
        fc
          .tuple(fc.nat(GOOD.length), fc.nat(40), fc.string({ maxLength: 12 }))
          .map(([at, gone, put]) => utf8(GOOD.slice(0, at) + put + GOOD.slice(at + gone))),
      ),
      async (bytes) => {
        const reading = await readCap(bytes);
        if (!reading.ok) expect(reading.problems.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test('the level is the Chinese one that is written, and never guessed', () => {
  const of = (valueName: string, value: string) => levelOf({ parameters: [{ valueName, value }], eventCodes: [] });
  expect([of('level', 'red'), of('预警等级', '橙色'), of('severityCode', '3'), of('color', 'BLUE')]).toEqual([
    'red',
    'orange',
    'yellow',
    'blue',
  ]);
  expect([of('level', 'Extreme'), of('HSAS', 'ORANGE'), of('severity', 'red'), of('level', '5')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
