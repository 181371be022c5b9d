import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { httpPaymentGateway } from './http-payment-gateway.ts';
import { readNotice, signNotice, type Trade } from './payment-gateway.ts';

const KEY = 'k'.repeat(32);
const NOW = Date.parse('2026-11-24T04:00:00.000Z');
const trade: Trade = {
  tradeNo: '0'.repeat(32),
  state: 'SUCCESS',
  fen: 100,
  refundedFen: 0,
  transactionId: 'x',
  codeUrl: null,
};
const body = JSON.stringify(trade);

let server: Server;
let url = '';
const heard: { path: string; body: string }[] = [];
let answer: { status: number; body: string } = { status: 200, body };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    heard.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString() });
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`;
});
afterAll(() => void server.close());

test('a notice is believed only with the right signature over these bytes, and only while it is fresh', () => {
  const headers = signNotice(KEY, body, 'nonce', NOW);
  expect(readNotice(KEY, { headers, body }, NOW + 299_000)).toEqual(trade);
  const wrong: [string, Record<string, unknown>, string, number][] = [
    ['wrong signature', signNotice('q'.repeat(32), body, 'nonce', NOW), body, NOW],
    ['wrong signature', headers, body.replace('100', '999'), NOW],
    ['wrong signature', { ...headers, 'x-pay-nonce': 'other' }, body, NOW],
    ['wrong signature', {}, body, NOW],
    ['not fresh', headers, body, NOW + 301_000],
    ['not fresh', signNotice(KEY, body, 'nonce', NOW + 600_000), body, NOW],
  ];
  for (const [why, sent, text, at] of wrong)
    expect(() => readNotice(KEY, { headers: sent, body: text }, at)).toThrow(why);
});

test('a live gateway is asked by signed posts; what is no trade, or no success, is an error', async () => {
  const gateway = httpPaymentGateway({ url, key: KEY }, () => new Date(NOW));
  const ask = () =>
    gateway.call({ kind: 'query', merchantNo: 'm', tradeNo: trade.tradeNo }, AbortSignal.timeout(2_000));
  expect(await ask()).toEqual(trade);
  expect(heard.at(-1)).toEqual({
    path: '/v1/query',
    body: JSON.stringify({ merchantNo: 'm', tradeNo: trade.tradeNo }),
  });
  answer = { status: 500, body: '' };
  await expect(ask()).rejects.toThrow('500');
  answer = { status: 200, body: '{"state":"SUCCESS"}' };
  await expect(ask()).rejects.toThrow();
});
