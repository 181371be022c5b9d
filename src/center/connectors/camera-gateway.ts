import type { Connector } from './connectors.ts';

/** An offer (SDP) for a camera's picture; or the end of what an earlier offer began. */
export type GatewayQuestion =
  | { readonly kind: 'offer'; readonly cameraId: string; readonly offer: string }
  | { readonly kind: 'end'; readonly resource: string };

/** `embedded`: the center gives the picture itself. Otherwise the gateway's answer (SDP), and what ends it. */
export type GatewayAnswer = 'embedded' | { readonly answer: string; readonly resource: string };

/** The embedded default: the center is the gateway. */
export const cameraGatewayConnector: Connector<GatewayQuestion, GatewayAnswer> = {
  name: 'camera-gateway',
  kind: 'embedded',
  timeoutMs: 1_000,
  call: async () => 'embedded',
};

/**
 * Another gateway that speaks WHEP (RFC 9725's sister, draft-ietf-wish-whep): MediaMTX itself, or Janus behind a WHEP
 * front. Viewers still ask the center, which knows their rights and writes the log, and passes the offer on; only the
 * picture goes straight from the gateway to them. The camera's id is the name of its path there.
 */
export function whepGatewayConnector({ kind, url }: { kind: 'mediamtx' | 'janus'; url: string }) {
  const base = url.replace(/\/$/, '');
  const endpoint = (id: string) => (kind === 'mediamtx' ? `${base}/${id}/whep` : `${base}/whep/endpoint/${id}`);
  const connector: Connector<GatewayQuestion, GatewayAnswer> = {
    name: cameraGatewayConnector.name,
    kind: 'live',
    timeoutMs: 3_000,
    async call(question, signal) {
      if (question.kind === 'end') {
        const response = await fetch(question.resource, { method: 'DELETE', signal });
        await response.body?.cancel();
        return { answer: '', resource: '' };
      }
      const response = await fetch(endpoint(question.cameraId), {
        method: 'POST',
        headers: { 'content-type': 'application/sdp' },
        body: question.offer,
        redirect: 'error',
        signal,
      });
      const answer = await response.text();
      const location = response.headers.get('location');
      if (response.status !== 201 || !location) throw new Error(`the camera gateway answered ${response.status}`);
      return { answer, resource: new URL(location, response.url).href };
    },
  };
  return connector;
}
