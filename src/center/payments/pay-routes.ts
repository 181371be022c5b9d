import type { FastifyInstance, FastifyReply } from 'fastify';
import type { CommunityHere } from '../community.ts';
import { paymentGateway, signNotice, type Trade } from '../connectors/payment-gateway.ts';
import { newToken } from '../identity/secrets.ts';
import { doWork, type WorkPlace } from '../work.ts';
import { type PayState, payPage } from './pay-page.ts';
import { type SampleGateway, type SampleOrder, tradeOf } from './sample-gateway.ts';
import { settleTrade } from './top-up.ts';

/** Where gateways send their signed notices: 204 when it was taken in (also again), 401 for one that is not theirs. */
export const NOTICE_PATH = '/api/pay/notice';
const NOTICE_WITHIN_MS = 3_000;

/** The way in for the gateway's notices. */
export function noticeRoutes(app: FastifyInstance, place: WorkPlace, { id: communityId }: CommunityHere): void {
  async function read(headers: Readonly<Record<string, unknown>>, body: string): Promise<Trade | undefined> {
    const notice = { kind: 'notice', headers, body } as const;
    try {
      return await place.connectors.behind(paymentGateway).call(notice, AbortSignal.timeout(NOTICE_WITHIN_MS));
    } catch (error) {
      place.log.warn({ error }, 'a notice that is not the gateway’s was refused');
      return undefined;
    }
  }

  void app.register(async (scope) => {
    // The signature is over the bytes as they came.
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body));
    scope.post(NOTICE_PATH, { config: { anyOrigin: true } }, async (request, reply) => {
      const { headers } = request;
      const body = String(request.body);
      const trade = await read(headers, body);
      if (!trade) return reply.code(401).send({ code: 'SIGN_ERROR' });
      await doWork(place, communityId, (work) => settleTrade(work, trade));
      return reply.code(204).send();
    });
  });
}

/** The sample gateway's pay page, and its notices, which go over HTTP as a live gateway's do. */
export function samplePayRoutes(
  app: FastifyInstance,
  place: WorkPlace,
  { id: communityId }: CommunityHere,
  gateway: SampleGateway,
): void {
  const stateOf = (order: SampleOrder): PayState => {
    if (order.state === 'SUCCESS' || order.state === 'REFUND') return 'used';
    if (order.state === 'CLOSED') return 'cancelled';
    return order.expiresAt <= place.clock().toISOString() ? 'expired' : 'open';
  };
  const show = (reply: FastifyReply, state: PayState, order?: SampleOrder) =>
    reply
      .code(state === 'unknown' ? 404 : 200)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(payPage(state, order));

  async function notify(order: SampleOrder): Promise<void> {
    const address = app.server.address();
    if (typeof address !== 'object' || !address) return;
    const body = JSON.stringify(tradeOf(order));
    const headers = signNotice(gateway.key, body, newToken(), place.clock().getTime());
    try {
      const answer = await fetch(`http://127.0.0.1:${address.port}${NOTICE_PATH}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        signal: AbortSignal.timeout(NOTICE_WITHIN_MS),
      });
      await answer.body?.cancel();
    } catch (error) {
      // The center asks by itself for what it was not told.
      place.log.warn({ error }, 'the sample gateway could not tell of a payment');
    }
  }

  void app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
      done(null, body),
    );
    scope.get<{ Params: { token: string }; Querystring: { done?: string } }>('/pay/:token', async (request, reply) => {
      const order = await gateway.find(communityId, request.params.token);
      if (!order) return show(reply, 'unknown');
      const state = stateOf(order);
      return show(reply, state === 'used' && request.query.done === '1' ? 'paid' : state, order);
    });
    // The page sends no referrer, so its origin is `null`; what proves the payer is the token in the address.
    const open = { config: { anyOrigin: true } } as const;
    scope.post<{ Params: { token: string } }>('/pay/:token', open, async (request, reply) => {
      const order = await gateway.find(communityId, request.params.token);
      if (!order) return show(reply, 'unknown');
      const page = `/pay/${request.params.token}`;
      if (new URLSearchParams(String(request.body)).get('deed') !== 'pay') {
        await gateway.cancel(order);
        return reply.redirect(page, 303);
      }
      const paid = await gateway.pay(order, place.clock().toISOString());
      if (paid) await notify(paid);
      // A page that is loaded again shows again; it pays nothing again.
      return reply.redirect(paid ? `${page}?done=1` : page, 303);
    });
  });
}
