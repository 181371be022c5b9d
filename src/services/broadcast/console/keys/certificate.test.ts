import { expect, test } from 'vitest';
import { newId } from '../../../../protocol/ids.ts';
import type { Certificate, Holder } from '../../protocol.ts';
import { saysWhatIsMeant } from './certificate.ts';

const NOW = Date.parse('2026-11-24T04:00:00.000Z');
const community = newId();
const key = `${'A'.repeat(43)}=`;
const holder: Holder = { kind: 'person', id: newId(), name: '郑主任', may: ['approve'] };
const certificate: Certificate = {
  v: 1,
  community,
  key,
  holder,
  notBefore: '2026-11-24T03:50:00.000Z',
  expires: '2027-11-24T04:00:00.000Z',
};
const meant = { community, key, holder, days: 365 };
const says = (text: string) => saysWhatIsMeant(text, meant, NOW);

test('the root signs what is meant', () => {
  expect(says(JSON.stringify(certificate))).toBe(true);
});

test.each([
  ['another key', { key: `${'B'.repeat(43)}=` }],
  ['another community', { community: newId() }],
  ['more than this person may', { holder: { ...holder, may: ['write', 'approve'] } }],
  ['another person', { holder: { ...holder, id: newId() } }],
  ['a longer time', { expires: '2028-11-24T04:00:00.000Z' }],
  ['a time that begins later', { notBefore: '2026-11-25T04:00:00.000Z' }],
] as const)('and not %s', (_, part) => {
  expect(says(JSON.stringify({ ...certificate, ...part }))).toBe(false);
});

test('nor a text that says more, or says it otherwise', () => {
  expect(says(JSON.stringify({ ...certificate, note: 'more' }))).toBe(false);
  expect(says(`${JSON.stringify(certificate)} `)).toBe(false);
  expect(says(JSON.stringify(certificate).replace('"key":', '"key":"x","key":'))).toBe(false);
  expect(says('{')).toBe(false);
});
