import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginJourney, type Journey } from './journey.ts';

const WORDS = '老槐树 二胡 豆浆 门槛';

let journey: Journey;
let admin: Page;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiyangli-root-'));
  journey = await beginJourney({ SAMPLE: 'off' });
  const password = /shown once\): (\S+)/.exec(journey.center.output())?.[1] ?? '';
  admin = await journey.console('admin', password);
});
afterAll(async () => {
  await journey.end();
  rmSync(folder, { recursive: true, force: true });
});

const press = (name: string | RegExp) => admin.getByRole('button', { name }).first().click();
const choose = (file: string) => admin.getByRole('dialog').locator('input[type=file]').setInputFiles(file);

test('a community makes its root in the browser, certifies a key with it, and revokes it', async () => {
  const sent: string[] = [];
  admin.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload))));
  admin.on('request', (request) => sent.push(request.postData() ?? ''));
  await admin.reload();
  await admin.getByRole('navigation').getByText('签名钥匙').click();
  await admin.getByText('还没有根钥匙').waitFor();
  await press('在这台电脑上办一把钥匙');
  await admin.getByText('已经登记，等管理员认证').waitFor();

  await press('做根钥匙');
  await admin.locator('#root-words').fill(WORDS);
  await admin.locator('#root-words-again').fill(WORDS);
  const [download] = await Promise.all([admin.waitForEvent('download'), press('做好，下载文件')]);
  const file = join(folder, 'root.json');
  await download.saveAs(file);
  // It is registered only when the file was opened again.
  await choose(file);
  await admin.locator('#root-passphrase').fill('not the words');
  await press('打开试试');
  await admin.getByText('口令不对').waitFor();
  await admin.locator('#root-passphrase').fill(WORDS);
  await press('打开试试');
  await press('登记这把根钥匙');
  await admin.getByRole('button', { name: '打印存根' }).waitFor();

  await press('认证');
  await admin.getByText('通过电话核对过了').click();
  await choose(file);
  await admin.locator('#root-passphrase').fill(WORDS);
  await press('用根钥匙签名，认证');
  await admin.getByText('可以签名，有效到').waitFor();
  // Neither the words nor the locked private half have left the browser.
  const { pkcs8 } = JSON.parse(readFileSync(file, 'utf8'));
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.filter((payload) => payload.includes(WORDS) || payload.includes(pkcs8))).toEqual([]);

  await press('作废');
  await admin.locator('.ant-popconfirm').getByRole('button', { name: '作废' }).click();
  await admin.getByText('这把钥匙已经作废').waitFor();
});
