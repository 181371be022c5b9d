import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openVault, signatureFits } from './vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'xiyangli-vault-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a key signs, also after a restart, and its file is its owner’s alone', () => {
  const first = openVault(join(folder, 'keys'));
  const key = first.make('issuing');
  const signature = first.sign(key, '暴雨');
  expect(signatureFits(key, '暴雨', signature)).toBe(true);
  expect(signatureFits(key, '暴雨 ', signature)).toBe(false);
  const again = openVault(join(folder, 'keys'));
  expect(again.of('issuing')).toEqual([key]);
  expect(again.sign(key, '暴雨')).toBe(signature);
  for (const file of readdirSync(join(folder, 'keys'))) {
    expect(statSync(join(folder, 'keys', file)).mode & 0o077).toBe(0);
  }
});

test('what is no key and no signature fits nothing, and throws nothing', () => {
  const vault = openVault(join(folder, 'keys'));
  const [key = ''] = vault.of('issuing');
  for (const [badKey, badSignature] of [
    ['', ''],
    ['x', vault.sign(key, 'a')],
    [key, 'nonsense'],
    [key.slice(2), vault.sign(key, 'a')],
  ] as const) {
    expect(signatureFits(badKey, 'a', badSignature)).toBe(false);
  }
  expect(vault.has('nobody')).toBe(false);
  expect(() => vault.sign('nobody', 'a')).toThrow();
});
