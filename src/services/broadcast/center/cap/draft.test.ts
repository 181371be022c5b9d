import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCap } from './cap.ts';
import { type CapDraft, draftOf } from './draft.ts';
import type { CapAlert, CapInfo, CapNamed } from './model.ts';

const folder = join(import.meta.dirname, '../../../../../tests/fixtures/cap');

async function alertOf(name: string): Promise<{ alert: CapAlert; info: CapInfo }> {
  const reading = await readCap(readFileSync(join(folder, name)));
  const info = reading.ok ? reading.alert.infos[0] : undefined;
  if (!reading.ok || !info) throw new Error(`${name} is not taken`);
  return { alert: reading.alert, info };
}

const { alert, info } = await alertOf('full.xml');
const withInfo = (change: Partial<CapInfo>) => draftOf(alert, { ...info, ...change });
const withAlert = (change: Partial<CapAlert>) => draftOf({ ...alert, ...change }, info);

test('a message of a weather center becomes a draft', () => {
  expect(draftOf(alert, info)).toEqual({
    kind: 'update',
    drill: false,
    hazard: 'weather',
    level: 'orange',
    sender: '天津市气象台',
    headline: '雷雨大风橙色预警',
    body: '上午到中午有雷雨，阵风九级。 请不要出门，关好门窗。',
    expiresAt: '2026-05-01T06:00:00.000Z',
    references: [
      { sender: 'warning@tianjin.example.cn', identifier: 'TJ-2026-0501-001', sent: '2026-04-30T22:00:00.000Z' },
    ],
  } satisfies CapDraft);
});

test('what is too long for a screen is left empty, not cut', async () => {
  const american = await alertOf('oasis-a1.xml');
  expect(draftOf(american.alert, american.info)).toMatchObject({ sender: '', headline: '', body: '', expiresAt: null });
  expect(withInfo({ headline: '雨'.repeat(15) })?.headline).toBe('雨'.repeat(15));
  expect(withInfo({ headline: '雨'.repeat(16) })?.headline).toBe('');
  expect(withInfo({ description: '雨'.repeat(50), instruction: '请'.repeat(20) })?.body).toBe('');
  expect(withInfo({ senderName: undefined })?.sender).toBe('');
});

const level = (...named: CapNamed[]) => withInfo({ parameters: named, eventCodes: [] })?.level;

test.each([
  ['预警等级', '红色', 'red'],
  ['预警等级', '橙', 'orange'],
  ['预警级别', '黄色预警', 'yellow'],
  ['level', 'Blue', 'blue'],
  ['Level', '1', 'red'],
  ['severityCode', '4', 'blue'],
  ['severityCode', 'RED', 'red'],
  ['level', '5', null],
  ['level', '0', null],
  ['level', '红橙', null],
  ['level', '', null],
  ['HSAS', 'ORANGE', null],
  ['awareness_level', '2; yellow; Moderate', null],
  ['severity', 'red', null],
  ['toString', 'red', null],
])('a parameter %s of %s suggests %s', (valueName, value, expected) => {
  expect(level({ valueName, value })).toBe(expected);
});

test('an event code suggests a level as well; two that differ, or one that is unclear, suggest none', () => {
  const red = { valueName: 'level', value: '红' };
  expect(withInfo({ parameters: [], eventCodes: [red] })?.level).toBe('red');
  expect(level(red, { valueName: 'severityCode', value: '1' })).toBe('red');
  expect(level(red, { valueName: 'severityCode', value: '2' })).toBeNull();
  expect(level(red, { valueName: '预警等级', value: '特别重大' })).toBeNull();
});

test('the severity of CAP never makes a level', () => {
  for (const severity of ['Extreme', 'Severe', 'Moderate', 'Minor'] as const) {
    expect(withInfo({ severity, parameters: [], eventCodes: [] })?.level).toBeNull();
  }
});

test.each([
  ['洪水', 'Met', 'flood'],
  ['暴雨', 'Met', 'weather'],
  ['地震', 'Geo', 'earthquake'],
  ['山体滑坡', 'Geo', 'other'],
  ['天然气泄漏', 'Safety', 'gas'],
  ['计划停水', 'Infra', 'water'],
  ['老人走失', 'Rescue', 'missing'],
  ['Child Abduction', 'Rescue', 'missing'],
  ['居民楼起火', 'Fire', 'fire'],
  ['流感', 'Health', 'epidemic'],
  ['Gasoline price', 'Other', 'other'],
] as const)('%s (%s) is sorted as %s', (event, category, hazard) => {
  expect(withInfo({ event, categories: [category] })?.hazard).toBe(hazard);
});

test('an exercise is a drill; a cancel a cancel', async () => {
  const drill = await alertOf('as-chinese-center.xml');
  expect(draftOf(drill.alert, drill.info)).toMatchObject({ drill: true, kind: 'alert', level: 'red' });
  expect(withAlert({ msgType: 'Cancel' })?.kind).toBe('cancel');
});

test.each([
  { status: 'Test' },
  { status: 'System' },
  { status: 'Draft' },
  { msgType: 'Ack' },
  { msgType: 'Error' },
] as const)('no draft for residents of %j', (change) => {
  expect(withAlert(change)).toBeUndefined();
});
