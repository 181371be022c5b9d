import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { type PaymentGateway, paymentGateway, readNotice, signNotice, Trade } from './payment-gateway.ts';

/**
 * A payment gateway over HTTP: each ask is a POST of its JSON to `<url>/create`, `/query`, `/close` or `/refund`, signed by
 * `key` as notices are, answered by a trade. A bridge of so much stands before WeChat Pay or Alipay, which hold the
 * merchant's certificates.
 */
export function httpPaymentGateway({ url, key }: { url: string; key: string }, clock: () => Date): PaymentGateway {
  const base = url.replace(/\/$/, '');
  return {
    ...paymentGateway,
    kind: 'live',
    async call(question, signal) {
      if (question.kind === 'notice') return readNotice(key, question, clock().getTime());
      const { kind, ...asked } = question;
      const body = JSON.stringify(asked);
      const response = await fetch(`${base}/${kind}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signNotice(key, body, randomUUID(), clock().getTime()) },
        body,
        redirect: 'error',
        signal,
      });
      const answer = await response.text();
      if (!response.ok) throw new Error(`the payment gateway answered ${response.status}`);
      return v.parse(Trade, JSON.parse(answer));
    },
  };
}
