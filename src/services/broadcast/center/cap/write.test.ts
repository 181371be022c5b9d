import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCap } from './cap.ts';
import {
  CATEGORIES,
  type CapAlert,
  CERTAINTIES,
  MESSAGE_TYPES,
  RESPONSE_TYPES,
  SCOPES,
  SEVERITIES,
  STATUSES,
  URGENCIES,
} from './model.ts';
import { writeCap } from './write.ts';

const folder = join(import.meta.dirname, '../../../../../tests/fixtures/cap');
const utf8 = (text: string) => new TextEncoder().encode(text);

async function read(xml: string): Promise<CapAlert> {
  const reading = await readCap(utf8(xml));
  if (!reading.ok) throw new Error(`${JSON.stringify(reading.problems)}\n${xml}`);
  return reading.alert;
}

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const list = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 });
const text = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom('a\r\nb', '&amp;', '<![CDATA[x]]>', ']]>', '&#13;'),
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot carry
  .map((words) => words.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '').trim() || '雨');
const token = text.map((words) => words.replace(/[\s,<&"]/g, '') || 'x');
const word = fc.oneof(
  token,
  fc.tuple(token, token).map((pair) => pair.join(' ')),
);
const seconds = (min: number, max: number) => fc.integer({ min, max }).map((n) => n * 1_000);
const iso = (ms: number) => new Date(ms).toISOString();
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((n) => (Math.abs(n) < 1e-3 ? 0 : n));
const point = fc.record({
  lat: fc.double({ min: -80, max: 80, noNaN: true }).map((n) => Number(n.toFixed(6)) + 0),
  lon: fc.double({ min: -170, max: 170, noNaN: true }).map((n) => Number(n.toFixed(6)) + 0),
});
const square = fc.tuple(point, fc.integer({ min: 1, max: 9 })).map(([{ lat, lon }, size]) => [
  { lat, lon },
  { lat: lat + size, lon },
  { lat: lat + size, lon: lon + size },
  { lat, lon: lon + size },
  { lat, lon },
]);
const named = fc.record({ valueName: text, value: fc.oneof(text, fc.constant('')) });

const area = fc
  .record({
    areaDesc: text,
    polygons: list(square),
    circles: list(fc.record({ center: point, radiusKm: number.map(Math.abs).map((n) => n % 20_000) })),
    geocodes: list(named),
    altitude: some(number),
    ceiling: some(number),
  })
  .map((one) => (one.altitude === undefined ? { ...one, ceiling: undefined } : one));

const resource = fc.record({
  resourceDesc: text,
  mimeType: fc.constantFrom('image/png', 'audio/mpeg; rate=44100', 'application/x-url'),
  size: some(fc.nat()),
  uri: some(fc.webUrl()),
  derefUri: some(fc.base64String({ minLength: 4, maxLength: 40 })),
  digest: some(text),
});

const infoAt = (sent: number) =>
  fc
    .record({
      language: fc.constantFrom('zh-CN', 'en-US', 'x-klingon'),
      categories: fc.array(fc.constantFrom(...CATEGORIES), { minLength: 1, maxLength: 3 }),
      event: text,
      responseTypes: list(fc.constantFrom(...RESPONSE_TYPES)),
      urgency: fc.constantFrom(...URGENCIES),
      severity: fc.constantFrom(...SEVERITIES),
      certainty: fc.constantFrom(...CERTAINTIES),
      audience: some(text),
      eventCodes: list(named),
      effective: some(seconds(-9_999, 9_999)),
      onset: some(seconds(-9_999_999, 9_999_999)),
      expires: some(seconds(10_000, 9_999_999)),
      senderName: some(text),
      headline: some(text.map((words) => [...words].slice(0, 100).join('').trim())),
      description: some(text),
      instruction: some(text),
      web: some(fc.webUrl()),
      contact: some(text),
      parameters: list(named),
      resources: list(resource),
      areas: fc.array(area, { minLength: 1, maxLength: 2 }),
    })
    .map((info) => ({
      ...info,
      effective: info.effective === undefined ? undefined : iso(sent + info.effective),
      onset: info.onset === undefined ? undefined : iso(sent + info.onset),
      expires: info.expires === undefined ? undefined : iso(sent + info.expires),
    }));

const reference = (sent: number) =>
  fc
    .record({ sender: token, identifier: token, before: seconds(0, 9_999_999) })
    .map(({ sender, identifier, before }) => ({ sender, identifier: `${identifier}-1`, sent: iso(sent - before) }));

const alert: fc.Arbitrary<CapAlert> = seconds(1_000_000_000, 4_000_000_000).chain((sent) =>
  fc.record({
    identifier: token.map((words) => `${words}-2`),
    sender: token,
    sent: fc.constant(iso(sent)),
    status: fc.constantFrom(...STATUSES),
    msgType: fc.constantFrom(...MESSAGE_TYPES),
    source: some(text),
    scope: fc.constantFrom(...SCOPES),
    restriction: text,
    addresses: fc.array(word, { minLength: 1, maxLength: 3 }),
    codes: list(text),
    note: some(text),
    references: fc.array(reference(sent), { minLength: 1, maxLength: 3 }),
    incidents: list(word),
    infos: fc.array(infoAt(sent), { minLength: 1, maxLength: 2 }),
  }),
);

test('what is written is read as it was, and the schema agrees', async () => {
  await fc.assert(
    fc.asyncProperty(alert, async (one) => {
      expect(await read(writeCap(one))).toEqual(one);
    }),
    { numRuns: 150 },
  );
});

test.each(readdirSync(folder).filter((name) => name.endsWith('.xml')))(
  '%s, written anew, says the same',
  async (name) => {
    const before = await read(readFileSync(join(folder, name), 'utf8'));
    expect(await read(writeCap(before))).toEqual(before);
  },
);

test('every language is named, and times are those of the community', async () => {
  const xml = writeCap(await read(readFileSync(join(folder, 'oasis-a3.xml'), 'utf8')));
  expect(xml).toContain('<language>en-US</language>');
  expect(xml).toContain('<sent>2003-06-12T11:56:00+08:00</sent>');
  expect(xml).toContain('<references>trinet@caltech.edu,TRI13970876.1,2003-06-12T11:30:00+08:00</references>');
});

test('what XML cannot carry is left out', async () => {
  const before = await read(readFileSync(join(folder, 'full.xml'), 'utf8'));
  const after = await read(writeCap({ ...before, source: 'a\0b\ufffe\u0007c\ud800' }));
  expect(after.source).toBe('abc\ufffd');
});
