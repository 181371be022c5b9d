import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { capText } from '../../cap-text.ts';
import { readCap } from './cap.ts';
import { CAP_NOTES, CAP_RULES, type CapRule, sayCap } from './problem.ts';

const full = readFileSync(join(import.meta.dirname, '../../../../../tests/fixtures/cap/full.xml'), 'utf8');

const utf8 = (text: string) => new TextEncoder().encode(text);
/** The full message with one thing changed. */
const swap = (from: string | RegExp, to: string) => () => {
  const changed = full.replace(from, to);
  if (changed === full) throw new Error(`${from} is not in the full message`);
  return changed;
};
const drop = (element: string) => swap(new RegExp(String.raw`<${element}>[\s\S]*?</${element}>\s*`), '');
const value = (element: string, text: string) =>
  swap(new RegExp(String.raw`<${element}>[\s\S]*?<`), `<${element}>${text}<`);
const before = (element: string, text: string) => swap(`<${element}>`, `${text}<${element}>`);
const all = (from: string, to: string) => () => full.replaceAll(from, to);
const doctype = (declaration: string, use = '') =>
  swap(
    /<alert[\s\S]*?<identifier>/,
    `${declaration}\n<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${use}`,
  );
const signature = (content: string) => `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${content}</Signature>`;
const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

type Bad = readonly [what: string, make: () => string | Uint8Array, rule: CapRule, at?: string];

const ofBytes: Bad[] = [
  ['nothing', () => '', 'empty'],
  ['only white space', () => ' \n\t ', 'empty'],
  ['a byte order mark and nothing else', () => '\ufeff', 'empty'],
  ['more than 256 KiB', swap('把上一条改成橙色', '雨'.repeat(90_000)), 'tooLarge'],
  ['UTF-16, little end first', () => Buffer.from(`\ufeff${full}`, 'utf16le'), 'utf16'],
  ['UTF-16, big end first', () => Buffer.from(`\ufeff${full}`, 'utf16le').swap16(), 'utf16'],
  ['UTF-16 without a mark', () => Buffer.from(full, 'utf16le'), 'utf16'],
  ['bytes of GBK', () => Buffer.concat([utf8(full.slice(0, 600)), Buffer.from([0xb1, 0xa9, 0xd3, 0xea])]), 'notUtf8'],
  ['GBK, as declared', swap('UTF-8', 'GBK'), 'declaredEncoding'],
  ['ISO-8859-1, as declared', swap('UTF-8', 'ISO-8859-1'), 'declaredEncoding'],
  ['UTF-7, declared with other quotes', swap('encoding="UTF-8"', "encoding='UTF-7'"), 'declaredEncoding'],
  ['XML 1.1', swap('version="1.0"', 'version="1.1"'), 'xmlVersion'],
  ['a zero byte', swap('TJ-2026-0501-002', 'TJ-2026\0-002'), 'illegalCharacter'],
  ['a control character', swap('值班台', '值班\u0007台'), 'illegalCharacter'],
  ['JSON', () => '{"alert":{"identifier":"1"}}', 'notXml'],
  ['plain text', () => '今天有雨', 'notXml'],
];

const ofXml: Bad[] = [
  ['a DOCTYPE', doctype('<!DOCTYPE alert>'), 'doctype'],
  ['a DOCTYPE with an address', doctype('<!DOCTYPE alert SYSTEM "http://example.cn/x.dtd">'), 'doctype'],
  ['an internal entity', doctype('<!DOCTYPE alert [<!ENTITY x "y">]>', '&x;'), 'doctype'],
  ['an external entity', doctype('<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'), 'doctype'],
  ['a parameter entity', doctype('<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.cn/">%x;]>'), 'doctype'],
  ['a billion laughs', doctype(`<!DOCTYPE alert [<!ENTITY l0 "ha">${laughs}]>`, '&l9;'), 'doctype'],
  ['a DOCTYPE in small letters', doctype('<!doctype alert>'), 'doctype'],
  ['an entity of HTML', value('headline', '雷雨&nbsp;大风'), 'entity', 'alert/info[1]/headline'],
  ['an undefined entity in an attribute', swap('<alert ', '<alert a="&b;" '), 'entity', 'alert'],
  ['a bare ampersand', value('senderName', '气象&水务'), 'malformed'],
  ['a reference to character 0', value('headline', '雷雨&#0;'), 'malformed'],
  ['a reference beyond Unicode', value('headline', '雷雨&#x110000;'), 'malformed'],
  [
    'a processing instruction inside status',
    value('status', '<?x Test?>Actual'),
    'processingInstruction',
    'alert/status',
  ],
  ['a style sheet', swap('<alert', '<?xml-stylesheet href="a.xsl"?><alert'), 'processingInstruction', ''],
  ['an instruction at the end', () => `${full}<?php echo 1 ?>`, 'processingInstruction', ''],
  ['a comment inside status', value('status', 'Act<!-- -->ual'), 'commentInValue', 'alert/status'],
  ['a comment before a value', value('msgType', '<!-- Alert -->Update'), 'commentInValue', 'alert/msgType'],
  ['two signatures', swap('</alert>', `${signature('')}${signature('')}</alert>`), 'signatures'],
  [
    'a signature in a signature',
    swap('</alert>', `${signature('<Object><Signature/></Object>')}</alert>`),
    'signatures',
  ],
  ['10,000 deep', swap('</alert>', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</alert>`), 'tooDeep'],
  ['10,000 deep and no end', () => '<a>'.repeat(10_000), 'tooDeep'],
  ['cut off', () => full.slice(0, 900), 'malformed'],
  ['cut off in a tag', () => full.slice(0, full.indexOf('</sender>') + 5), 'malformed'],
  ['cut off in a comment', swap('</alert>', '<!-- </alert>'), 'malformed'],
  ['a wrong end tag', swap('</scope>', '</scop>'), 'malformed'],
  ['two roots', () => `${full}<alert/>`, 'malformed'],
  ['words behind the end', () => `${full}完`, 'malformed'],
  ['a line before the declaration', () => `\n${full}`, 'malformed'],
  ['a prefix that nobody declared', before('scope', '<x:y/>'), 'malformed'],
  ['an attribute without quotes', swap('<status>', '<status a=b>'), 'malformed'],
  ['an attribute twice', swap('<status>', '<status a="1" a="2">'), 'malformed'],
  ['a name that JavaScript minds', before('scope', '<__proto__>1</__proto__>'), 'malformed'],
];

const ofSchema: Bad[] = [
  ['CAP 1.1', all('cap:1.2', 'cap:1.1'), 'oldVersion'],
  ['CAP 1.0', all('urn:oasis:names:tc:emergency:cap:1.2', 'http://www.incident.com/cap/1.0'), 'oldVersion'],
  ['no namespace', all(' xmlns="urn:oasis:names:tc:emergency:cap:1.2"', ''), 'notCap'],
  ['a page of HTML', () => '<html><body>502</body></html>', 'notCap'],
  ['an info as root', all('alert', 'info'), 'notCap'],
  ['an unknown element', before('scope', '<priority>1</priority>'), 'unknownElement', 'alert/priority'],
  ['an element of another namespace', before('scope', '<x xmlns="urn:x"/>'), 'unknownElement', 'alert/x'],
  ['a known name of another namespace', before('source', '<note xmlns="urn:x"/>'), 'unknownElement', 'alert/note'],
  ['an element inside a value', value('event', '<b>雨</b>'), 'unknownElement', 'alert/info[1]/event/b'],
  ['two statuses', before('msgType', '<status>Test</status>'), 'repeatedElement', 'alert/status[2]'],
  ['two headlines', before('description', '<headline>二</headline>'), 'repeatedElement', 'alert/info[1]/headline[2]'],
  ['scope before status', swap(/(<status>[\s\S]*?)(<scope>\w+<\/scope>)/, '$2$1'), 'misplacedElement', 'alert/status'],
  ['a signature before the info', before('info', signature('')), 'misplacedElement', 'alert/Signature'],
  ['no identifier', drop('identifier'), 'missingElement', 'alert'],
  ['no sender', drop('sender'), 'missingElement', 'alert'],
  ['no sent', drop('sent'), 'missingElement', 'alert'],
  ['no scope', drop('scope'), 'missingElement', 'alert'],
  ['no category', drop('category'), 'missingElement', 'alert/info[1]'],
  ['no severity', drop('severity'), 'missingElement', 'alert/info[1]'],
  ['no areaDesc', drop('areaDesc'), 'missingElement', 'alert/info[1]/area[1]'],
  ['a parameter without value', swap('<value>橙色</value>', ''), 'missingElement', 'alert/info[1]/parameter[1]'],
  ['a resource without mimeType', drop('mimeType'), 'missingElement', 'alert/info[1]/resource[1]'],
  ['an attribute', swap('<status>', '<status lang="zh">'), 'attribute', 'alert/status'],
  ['a huge attribute', swap('<status>', `<status a="${'x'.repeat(200_000)}">`), 'attribute', 'alert/status'],
  ['words between elements', before('scope', '演练'), 'strayText', 'alert'],
  ['a status that does not exist', value('status', 'Real'), 'wrongValue', 'alert/status'],
  ['a status in small letters', value('status', 'actual'), 'wrongValue', 'alert/status'],
  ['white space around a status', value('status', ' Actual '), 'wrongValue', 'alert/status'],
  ['an empty msgType', value('msgType', ''), 'wrongValue', 'alert/msgType'],
  ['a Chinese level as severity', value('severity', 'Orange'), 'wrongValue', 'alert/info[1]/severity'],
  ['a category that does not exist', value('category', 'Weather'), 'wrongValue', 'alert/info[1]/category[1]'],
  ['a size in words', value('size', '1 KB'), 'wrongNumber', 'alert/info[1]/resource[1]/size'],
  ['a negative size', value('size', '-1'), 'wrongNumber', 'alert/info[1]/resource[1]/size'],
  ['an altitude with an exponent', value('altitude', '1e3'), 'wrongNumber', 'alert/info[1]/area[1]/altitude'],
  ['an empty event', value('event', ' '), 'emptyValue', 'alert/info[1]/event'],
  ['an empty identifier', value('identifier', ''), 'emptyValue', 'alert/identifier'],
  ['an empty areaDesc', value('areaDesc', ''), 'emptyValue', 'alert/info[1]/area[1]/areaDesc'],
  [
    'another type by xsi',
    swap('<status>', '<status xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true">'),
    'schema',
  ],
];

const ofRules: Bad[] = [
  ['a comma in the identifier', value('identifier', 'TJ,1'), 'forbiddenCharacter', 'alert/identifier'],
  ['a space in the sender', value('sender', 'tian jin'), 'forbiddenCharacter', 'alert/sender'],
  ['a less-than in the identifier', value('identifier', 'TJ&lt;1'), 'forbiddenCharacter', 'alert/identifier'],
  ['an ampersand in the sender', value('sender', 'a&amp;b'), 'forbiddenCharacter', 'alert/sender'],
  ['an ampersand by its number', value('sender', 'a&#38;b'), 'forbiddenCharacter', 'alert/sender'],
  ['a comma in CDATA', value('identifier', 'a<![CDATA[,]]>b'), 'forbiddenCharacter', 'alert/identifier'],
  ['sent in Z', value('sent', '2026-05-01T00:00:00Z'), 'timeUtc', 'alert/sent'],
  ['expires in Z', value('expires', '2026-05-01T06:00:00Z'), 'timeUtc', 'alert/info[1]/expires'],
  ['no offset', value('sent', '2026-05-01T08:00:00'), 'timeNoOffset', 'alert/sent'],
  ['parts of a second', value('sent', '2026-05-01T08:00:00.000+08:00'), 'timeForm', 'alert/sent'],
  ['a day without time', value('onset', '2026-05-01'), 'timeForm', 'alert/info[1]/onset'],
  ['an offset without colon', value('sent', '2026-05-01T08:00:00+0800'), 'timeForm', 'alert/sent'],
  ['a time in Chinese', value('effective', '五月一日八点'), 'timeForm', 'alert/info[1]/effective'],
  ['an empty time', value('expires', ''), 'timeForm', 'alert/info[1]/expires'],
  ['31 February', value('effective', '2026-02-31T08:00:00+08:00'), 'timeImpossible', 'alert/info[1]/effective'],
  ['month 13', value('sent', '2026-13-01T08:00:00+08:00'), 'timeImpossible', 'alert/sent'],
  ['hour 25', value('sent', '2026-05-01T25:00:00+08:00'), 'timeImpossible', 'alert/sent'],
  ['an offset of 20 hours', value('sent', '2026-05-01T08:00:00+20:00'), 'timeImpossible', 'alert/sent'],
  ['the year 0', value('sent', '0000-05-01T08:00:00+08:00'), 'timeImpossible', 'alert/sent'],
  ['a language with an underscore', value('language', 'zh_CN'), 'language', 'alert/info[1]/language'],
  ['a language in Chinese', value('language', '中文'), 'language', 'alert/info[1]/language'],
  ['an update without references', drop('references'), 'referencesMissing', 'alert'],
  [
    'a cancel with empty references',
    () => value('references', ' ')().replace('Update', 'Cancel'),
    'referencesMissing',
    'alert',
  ],
  [
    'references to itself',
    value('references', 'warning@tianjin.example.cn,TJ-2026-0501-002,2026-05-01T08:00:00+08:00'),
    'referenceSelf',
    'alert/references',
  ],
  [
    'references to something later',
    value('references', 'a,b,2026-05-01T08:00:01+08:00'),
    'referenceLater',
    'alert/references',
  ],
  [
    'references to something later by its offset',
    value('references', 'a,b,2026-05-01T07:30:00+07:00'),
    'referenceLater',
    'alert/references',
  ],
  ['a reference of two parts', value('references', 'a,b'), 'referenceForm', 'alert/references'],
  [
    'a reference of four parts',
    value('references', 'a,b,2026-05-01T06:00:00+08:00,c'),
    'referenceForm',
    'alert/references',
  ],
  ['a reference with a Z', value('references', 'a,b,2026-04-30T22:00:00Z'), 'referenceForm', 'alert/references'],
  [
    'references split by semicolons',
    value('references', 'a,b,2026-05-01T06:00:00+08:00;c,d,2026-05-01T06:00:00+08:00'),
    'referenceForm',
    'alert/references',
  ],
  ['private without addresses', () => drop('addresses')().replace('Public', 'Private'), 'addressesMissing', 'alert'],
  [
    'restricted without restriction',
    () => drop('restriction')().replace('Public', 'Restricted'),
    'restrictionMissing',
    'alert',
  ],
  ['no info', drop('info'), 'infoMissing', 'alert'],
  ['no area', drop('area'), 'areaMissing', 'alert/info[1]'],
  ['an empty headline', value('headline', '  '), 'headlineEmpty', 'alert/info[1]/headline'],
  ['a headline of 140', value('headline', '雨'.repeat(140)), 'headlineTooLong', 'alert/info[1]/headline'],
  [
    'expired before it was sent',
    () => drop('effective')().replace('T14:00:00', 'T07:59:59'),
    'expiresBeforeSent',
    'alert/info[1]/expires',
  ],
  [
    'effective after it expires',
    value('effective', '2026-05-01T15:00:00+08:00'),
    'expiresBeforeEffective',
    'alert/info[1]/expires',
  ],
  [
    'effective when it expires',
    value('effective', '2026-05-01T14:00:00+08:00'),
    'expiresBeforeEffective',
    'alert/info[1]/expires',
  ],
  ['an onset in the wrong year', value('onset', '2036-05-01T09:00:00+08:00'), 'onsetFar', 'alert/info[1]/onset'],
  ['a media type in words', value('mimeType', '图片'), 'mimeType', 'alert/info[1]/resource[1]/mimeType'],
  ['an empty media type', value('mimeType', ''), 'emptyValue', 'alert/info[1]/resource[1]/mimeType'],
  [
    'a derefUri of 200 KB',
    value('derefUri', 'aGVs'.repeat(50_000)),
    'derefUriTooLarge',
    'alert/info[1]/resource[1]/derefUri',
  ],
  [
    'a derefUri that is no Base64',
    value('derefUri', 'data:image/png'),
    'derefUriForm',
    'alert/info[1]/resource[1]/derefUri',
  ],
  ['a ceiling alone', drop('altitude'), 'ceilingAlone', 'alert/info[1]/area[1]'],
];

const polygon = 'alert/info[1]/area[1]/polygon[1]';
const circle = 'alert/info[1]/area[1]/circle[1]';
const round = (n: number) =>
  Array.from({ length: n }, (_, i) => (2 * Math.PI * (i % (n - 1))) / (n - 1))
    .map((a) => `${(39 + Math.sin(a) / 100).toFixed(6)},${(117 + Math.cos(a) / 100).toFixed(6)}`)
    .join(' ');

const ofShapes: Bad[] = [
  ['an open polygon', value('polygon', '39.1,117.1 39.2,117.1 39.2,117.2 39.1,117.2'), 'polygonOpen', polygon],
  ['three points not closed', value('polygon', '39.1,117.1 39.2,117.1 39.2,117.2'), 'polygonOpen', polygon],
  ['three points', value('polygon', '39.1,117.1 39.2,117.1 39.1,117.1'), 'polygonFew', polygon],
  ['one point', value('polygon', '39.1,117.1'), 'polygonFew', polygon],
  ['an empty polygon', value('polygon', ''), 'polygonFew', polygon],
  [
    'a line there and back',
    value('polygon', '39.1,117.1 39.2,117.1 39.1,117.1 39.2,117.1 39.1,117.1'),
    'polygonFlat',
    polygon,
  ],
  ['a bow tie', value('polygon', '39.1,117.1 39.2,117.2 39.2,117.1 39.1,117.2 39.1,117.1'), 'polygonCrossing', polygon],
  [
    'latitude and longitude changed',
    value('polygon', '117.1,39.1 117.1,39.2 117.2,39.2 117.1,39.1'),
    'latitude',
    polygon,
  ],
  ['a latitude of 91', value('polygon', '39.1,117.1 91,117.1 39.2,117.2 39.1,117.1'), 'latitude', polygon],
  ['a longitude of 181', value('polygon', '39.1,117.1 39.2,181 39.2,117.2 39.1,117.1'), 'longitude', polygon],
  ['points split by commas', value('polygon', '39.1,117.1,39.2,117.1 39.2,117.2 39.1,117.1'), 'polygonForm', polygon],
  ['spaces after commas', value('polygon', '39.1, 117.1 39.2, 117.1 39.2, 117.2 39.1, 117.1'), 'polygonForm', polygon],
  ['a point in degrees', value('polygon', '39.1N,117.1E 39.2,117.1 39.2,117.2 39.1,117.1'), 'polygonForm', polygon],
  ['not a number', value('polygon', 'NaN,117.1 39.2,117.1 39.2,117.2 NaN,117.1'), 'polygonForm', polygon],
  ['6,000 points', value('polygon', round(6_000)), 'polygonMany', polygon],
  ['a negative radius', value('circle', '39.1,117.1 -1'), 'circleRadius', circle],
  ['a radius around the Earth', value('circle', '39.1,117.1 50000'), 'circleRadius', circle],
  ['a circle without radius', value('circle', '39.1,117.1'), 'circleForm', circle],
  ['a circle with its unit', value('circle', '39.1,117.1 5km'), 'circleForm', circle],
  ['a circle around half a point', value('circle', '39.1 5'), 'circleForm', circle],
  ['a circle off the Earth', value('circle', '117.1,39.1 5'), 'latitude', circle],
];

const read = (made: string | Uint8Array) => readCap(typeof made === 'string' ? utf8(made) : made);

const tables = { bytes: ofBytes, XML: ofXml, schema: ofSchema, rules: ofRules, shapes: ofShapes };

describe.each(Object.entries(tables))('refused for its %s', (_, table) => {
  test.for(table)('%s', async ([, make, rule, at = '']) => {
    const reading = await read(make());
    const problems = reading.ok ? [] : reading.problems;
    const said = problems.map((problem) => sayCap('zh-CN', problem));
    expect([...new Set(problems.map((problem) => problem.rule))], said.join('\n')).toEqual([rule]);
    expect(problems[0]?.at).toBe(at);
    // No place of a sentence is left empty.
    expect(said.join('')).not.toMatch(/\{\w+\}/);
  });
});

test('everything that is wrong is told, with its place', async () => {
  const made = full
    .replace('Actual', 'Real')
    .replace('<scope>', '<level>1</level><scope>')
    .replace('T14:00:00+08:00', 'T06:00:00Z')
    .replace('39.08,117.10</polygon>', '39.08,117.11</polygon>')
    .replace('image/png', 'png')
    .replace('雷雨大风橙色预警', `雷雨<!-- -->${'大风'.repeat(80)}`);
  const reading = await read(made);
  expect(reading.ok ? [] : reading.problems.map(({ rule, at }) => `${rule} ${at}`).sort()).toEqual([
    'commentInValue alert/info[1]/headline',
    'headlineTooLong alert/info[1]/headline',
    'mimeType alert/info[1]/resource[1]/mimeType',
    'polygonOpen alert/info[1]/area[1]/polygon[1]',
    'timeUtc alert/info[1]/expires',
    'unknownElement alert/level',
    'wrongValue alert/status',
  ]);
});

test('of thousands of faults the first fifty and their number are told', async () => {
  const reading = await read(full.replace('<code>', `${'<x/>'.repeat(2_000)}<code>`));
  const problems = reading.ok ? [] : reading.problems;
  expect(problems).toHaveLength(51);
  expect(problems.at(-1)).toEqual({ rule: 'more', at: '', params: { n: 1_950 } });
});

test('every rule has an example here, and every sentence a rule', () => {
  const shown = Object.values(tables)
    .flat()
    .map(([, , rule]) => rule);
  const elsewhere: CapRule[] = ['more', 'unchecked', 'notAtom', 'entryIncomplete'];
  expect(new Set([...shown, ...elsewhere])).toEqual(new Set(CAP_RULES));
  const keys = [...CAP_RULES.map((rule) => `rule.${rule}`), ...CAP_NOTES.map((note) => `note.${note}`)];
  expect(Object.keys(capText['zh-CN']).sort()).toEqual(keys.sort());
});
