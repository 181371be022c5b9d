import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { Connector } from './connectors.ts';

/** A trade as the gateway's books have it, in the states of WeChat Pay's and Alipay's native payments. */
export const Trade = v.object({
  /** The center's own number of it (out_trade_no): 32 letters and digits. */
  tradeNo: v.string(),
  state: v.picklist(['NOTPAY', 'SUCCESS', 'CLOSED', 'REFUND']),
  /** What was asked for, or paid, in fen. */
  fen: v.number(),
  refundedFen: v.number(),
  transactionId: v.nullable(v.string()),
  /** What a QR code says to pay it (code_url); only where it was asked to be made. */
  codeUrl: v.nullable(v.string()),
});
export type Trade = v.InferOutput<typeof Trade>;

/**
 * What a gateway is asked. Each can be asked again after a lost answer: `tradeNo` and `refundNo` name the deed.
 * - `create` a trade that a phone can pay until `expiresAt`
 * - `query` how it stands; also the way to a notice that was lost
 * - `close` nobody can pay it any more
 * - `refund` gives `fen` of it back; `query` tells how much went back in all
 * - `notice` is this message really from the gateway? Its headers and body as they came
 */
export type GatewayAsk =
  | {
      readonly kind: 'create';
      readonly merchantNo: string;
      readonly tradeNo: string;
      readonly fen: number;
      readonly what: string;
      readonly payee: string;
      readonly expiresAt: string;
    }
  | { readonly kind: 'query' | 'close'; readonly merchantNo: string; readonly tradeNo: string }
  | {
      readonly kind: 'refund';
      readonly merchantNo: string;
      readonly tradeNo: string;
      readonly refundNo: string;
      readonly fen: number;
    }
  | { readonly kind: 'notice'; readonly headers: Readonly<Record<string, unknown>>; readonly body: string };

export type PaymentGateway = Connector<GatewayAsk, Trade>;

/** Names the gateway to whoever asks it; what stands behind it is put in its place at the start. */
export const paymentGateway: PaymentGateway = {
  name: 'payment-gateway',
  kind: 'embedded',
  timeoutMs: 5_000,
  call: async () => {
    throw new Error('no payment gateway was opened');
  },
};

/** A notice older than this is not believed, ms: what was recorded cannot be played again later. */
const FRESH_MS = 5 * 60_000;

/** Headers of a signed notice: HMAC-SHA256 over time (s), nonce and body, each closed by a line end, as WeChat Pay v3 builds its text. */
export function signNotice(key: string, body: string, nonce: string, atMs: number): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1_000));
  return {
    'x-pay-timestamp': timestamp,
    'x-pay-nonce': nonce,
    'x-pay-signature': mac(key, timestamp, nonce, body),
  };
}

const mac = (key: string, timestamp: string, nonce: string, body: string) =>
  createHmac('sha256', key).update(`${timestamp}\n${nonce}\n${body}\n`).digest('base64');

/** The trade in a notice whose signature is right and fresh. Throws for any other. */
export function readNotice(
  key: string,
  { headers, body }: { headers: Readonly<Record<string, unknown>>; body: string },
  nowMs: number,
): Trade {
  const [timestamp, nonce, signature] = ['timestamp', 'nonce', 'signature'].map((name) =>
    String(headers[`x-pay-${name}`]),
  );
  const right = Buffer.from(mac(key, timestamp ?? '', nonce ?? '', body));
  const given = Buffer.from(signature ?? '');
  if (right.length !== given.length || !timingSafeEqual(right, given))
    throw new Error('a notice with a wrong signature');
  const age = Math.abs(nowMs - Number(timestamp) * 1_000);
  if (!(age <= FRESH_MS)) throw new Error('a notice that is not fresh');
  return v.parse(Trade, JSON.parse(body));
}
