import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCap } from './cap.ts';
import type { CapReading } from './examine.ts';

const folder = join(import.meta.dirname, '../../../../../tests/fixtures/cap');
const examples = readdirSync(folder).filter((name) => name.endsWith('.xml'));
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');
const utf8 = (text: string) => new TextEncoder().encode(text);

async function taken(name: string): Promise<Extract<CapReading, { ok: true }>> {
  const reading = await readCap(readFileSync(join(folder, name)));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading;
}

const notesOf = async (name: string) => (await taken(name)).notes.map(({ note, at }) => `${note} ${at}`);

describe('the examples of OASIS', () => {
  test('all four are there', () => {
    expect(examples.filter((name) => name.startsWith('oasis-'))).toHaveLength(4);
  });

  test('1: no expiry, a place in words only', async () => {
    const { alert } = await taken('oasis-a1.xml');
    expect(alert).toMatchObject({ identifier: '43b080713727', sent: '2003-04-02T19:39:01.000Z', msgType: 'Alert' });
    expect(alert.infos[0]).toMatchObject({
      language: 'en-US',
      headline: 'Homeland Security Sets Code ORANGE',
      parameters: [{ valueName: 'HSAS', value: 'ORANGE' }],
      resources: [{ resourceDesc: 'Image file (GIF)', mimeType: 'image/gif' }],
    });
    expect(await notesOf('oasis-a1.xml')).toEqual([
      'noLanguage alert/info[1]',
      'noExpires alert/info[1]',
      'areaWordsOnly alert/info[1]/area[1]',
    ]);
  });

  test('2: a polygon of the Sierra Nevada', async () => {
    const { alert } = await taken('oasis-a2.xml');
    expect(alert.infos[0]?.expires).toBe('2003-06-17T23:00:00.000Z');
    expect(alert.infos[0]?.areas[0]?.polygons[0]?.[1]).toEqual({ lat: 38.34, lon: -119.95 });
    expect(alert.infos[0]?.areas[0]?.geocodes).toHaveLength(3);
    expect(await notesOf('oasis-a2.xml')).toEqual(['noLanguage alert/info[1]']);
  });

  test('3: an update with a circle of radius 0', async () => {
    const { alert } = await taken('oasis-a3.xml');
    expect(alert.references).toEqual([
      { sender: 'trinet@caltech.edu', identifier: 'TRI13970876.1', sent: '2003-06-12T03:30:00.000Z' },
    ]);
    expect(alert.infos[0]?.areas[0]?.circles).toEqual([{ center: { lat: 32.9525, lon: -115.5527 }, radiusKm: 0 }]);
  });

  test('4: two languages', async () => {
    const { alert } = await taken('oasis-a4.xml');
    expect(alert.infos.map(({ language, event }) => [language, event])).toEqual([
      ['en-US', 'Child Abduction'],
      ['es-US', 'Abducción de Niño'],
    ]);
  });
});

describe('in the manner of', () => {
  test('a national weather service: an onset after the expiry, an empty value, a comment, a point given twice', async () => {
    const { alert } = await taken('as-national-weather.xml');
    expect(alert.references).toHaveLength(2);
    expect(alert.infos[0]?.parameters).toContainEqual({ valueName: 'VTEC', value: '' });
    expect(await notesOf('as-national-weather.xml')).toEqual(['onsetAfterExpires alert/info[1]/onset']);
  });

  test('a European alarm: prefixes, schemaLocation, references and CDATA resolved exactly once', async () => {
    const [info] = (await taken('as-european-alarm.xml')).alert.infos;
    expect(info?.headline).toBe('Gult varsel – vindstød &lt;25 m/s');
    expect(info?.description).toBe('Vindstød op til 25 m/s & regn <vest>.');
    expect(info?.web).toBeUndefined();
    expect(info?.areas.map(({ areaDesc }) => areaDesc)).toEqual(['Nordjylland', 'Midtjylland']);
  });

  test('a national aggregator: a signature, which is not verified, UTC as -00:00, profiles', async () => {
    const { alert, notes } = await taken('as-national-aggregator.xml');
    expect(alert.sent).toBe('2026-06-22T18:38:12.000Z');
    expect(alert.codes).toEqual(['profile:CAP-CP:0.4', 'layer:SOREM:1.0', 'layer:EC-MSC-SMC:1.1']);
    expect(alert.infos[0]?.description).toBe('At 12:38 p.m. meteorologists are tracking a storm.\n\n###');
    expect(notes.map(({ note }) => note)).toContain('signatureUnchecked');
  });

  test('a Chinese center: a drill with an area code', async () => {
    expect(await notesOf('as-chinese-center.xml')).toEqual(['drill alert/status']);
  });

  test('a fire brigade: restricted, quoted incidents, summer time', async () => {
    const { alert } = await taken('as-fire-brigade.xml');
    expect(alert).toMatchObject({ msgType: 'Cancel', restriction: 'Enti CFR', sent: '2026-03-29T00:30:00.000Z' });
    expect(alert.incidents).toEqual(['Incendio Roma', '000123']);
    expect(alert.infos[0]).toMatchObject({ description: undefined, areas: [{ altitude: 0.5 }] });
  });
});

test.each(['Test', 'System', 'Draft'])(
  'a message of status %s is taken and marked as not for residents',
  async (status) => {
    const reading = await readCap(utf8(textOf('full.xml').replace('Actual', status)));
    expect(reading).toMatchObject({ ok: true, notes: [{ note: 'notForResidents', params: { status } }] });
  },
);

describe('taken, since CAP allows it', () => {
  const full = textOf('full.xml');
  test.each([
    ['a byte order mark of UTF-8', `\ufeff${full}`],
    ['no declaration', full.replace(/<\?xml.*\?>\s*/, '')],
    ['lines of Windows', full.replaceAll('\n', '\r\n')],
    ['everything in one line', full.replace(/>\s+</g, '><')],
    ['white space around values', full.replace(/<(identifier|sent|polygon|language)>(.*)</g, '<$1>\n\t $2 \n<')],
    ['a comment between elements', full.replace('<info>', '<!-- <status>Test</status> --><info>')],
    ['the hour 24:00', full.replace('T14:00:00', 'T24:00:00')],
    ['the same language twice', full.replace(/<info>[\s\S]*<\/info>/, '$&$&')],
    ['more than one polygon', full.replace(/<polygon>[\s\S]*<\/polygon>/, '$&$&$&')],
    ['a polygon that touches itself', full.replace(/<polygon>.*</, '<polygon>0,0 0,2 1,1 2,2 2,0 1,1 0,0<')],
    ['a headline of 139', full.replace('雷雨大风橙色预警', '雨'.repeat(139))],
    ['an ack without info', full.replace(/<info>[\s\S]*<\/info>/, '').replace('Update', 'Ack')],
    ['a picture of 90 KB inside', full.replace('aGVsbG8=', `${'aGVs\n'.repeat(24_000)}`)],
  ])('%s', async (_, text) => {
    expect(await readCap(utf8(text))).toMatchObject({ ok: true });
  });
});

describe('never throws', () => {
  const answers = async (bytes: Uint8Array) => {
    const reading = await readCap(bytes);
    expect(reading.ok || reading.problems.length > 0).toBe(true);
    // The thread goes on: nothing that was sent has ended or stopped it.
    expect(reading.ok ? [] : reading.problems.map(({ rule }) => rule)).not.toContain('unchecked');
  };

  test('random bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), answers), { numRuns: 200 });
  });

  test('examples with bytes changed, taken out and put in', async () => {
    const whole = examples.map((name) => new Uint8Array(readFileSync(join(folder, name))));
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.constantFrom('<', '>', '</info>', '<!--', ']]>', '&', '"', '<?x?>', '<area>', '\0', '>', 'xmlns="').map(utf8),
    );
    const cut = fc.tuple(fc.nat(4_000), fc.nat(12), piece);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...whole), fc.array(cut, { minLength: 1, maxLength: 4 }), (bytes, cuts) =>
        answers(
          cuts.reduce(
            (text, [at, length, put]) => Buffer.concat([text.subarray(0, at), put, text.subarray(at + length)]),
            Buffer.from(bytes),
          ),
        ),
      ),
      { numRuns: 300 },
    );
  });

  test('many at once are answered each with its own', async () => {
    const readings = await Promise.all(
      [...examples, ...examples].map(async (name) => {
        const reading = await readCap(readFileSync(join(folder, name)));
        return reading.ok && textOf(name).includes(`>${reading.alert.identifier}<`);
      }),
    );
    expect(readings).not.toContain(false);
  });

  test('what breaks the thread is refused as unchecked, and the next message is read', async () => {
    // A zigzag whose sides all cross each other: more crossings than the thread has memory for.
    const zigzag = Array.from(
      { length: 4_999 },
      (_, i) => `${((i * 7_919) % 9_000) / 100},${(i % 2) * 50 + i / 9_999}`,
    );
    const text = textOf('full.xml').replace(/<polygon>.*</, `<polygon>${[...zigzag, zigzag[0]].join(' ')}<`);
    const [broken, next] = await Promise.all([readCap(utf8(text)), readCap(utf8(textOf('full.xml')))]);
    expect(broken).toEqual({ ok: false, problems: [{ rule: 'unchecked', at: '', params: {} }] });
    expect(next.ok).toBe(true);
  });
});
