import { expect, test } from 'vitest';
import { newId } from '../../../../protocol/ids.ts';
import type { Signer } from '../../protocol.ts';
import { standing } from './own-key-state.ts';

const NOW = Date.parse('2026-11-24T04:00:00.000Z');
const key = `${'A'.repeat(43)}=`;
const signer = (state: Signer['state'], expires: string | null): Signer => ({
  key,
  holder: { kind: 'person', id: newId(), name: '郑主任', may: ['approve'] },
  state,
  fingerprint: '',
  askedAt: '2026-11-24T03:00:00.000Z',
  expires,
});

test.each([
  ['no key in this browser', undefined, undefined, true, 'none'],
  ['the center has not answered', key, undefined, false, 'loading'],
  ['the center does not know it', key, undefined, true, 'unknown'],
  ['asked for', key, signer('asked', null), true, 'asked'],
  ['certified', key, signer('certified', '2026-11-24T04:00:01.000Z'), true, 'certified'],
  ['certified until now', key, signer('certified', '2026-11-24T04:00:00.000Z'), true, 'expired'],
  ['revoked', key, signer('revoked', '2026-11-25T04:00:00.000Z'), true, 'revoked'],
] as const)('%s', (_, own, known, answered, state) => {
  expect(standing(own, known, answered, NOW)).toBe(state);
});
