import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whepGatewayConnector } from './camera-gateway.ts';

const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  if (request.url?.includes('unknown')) response.writeHead(404).end();
  else if (request.method === 'DELETE') response.writeHead(200).end();
  else response.writeHead(201, { location: '/sessions/7' }).end('v=0 answer');
});
let base = '';
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const signal = AbortSignal.timeout(5_000);

test('an offer goes to the camera’s own path, and the session is ended where it was begun', async () => {
  for (const [kind, path] of [
    ['mediamtx', '/cam/whep'],
    ['janus', '/whep/endpoint/cam'],
  ] as const) {
    const gateway = whepGatewayConnector({ kind, url: `${base}/` });
    const begun = await gateway.call({ kind: 'offer', cameraId: 'cam', offer: 'v=0' }, signal);
    expect(begun).toEqual({ answer: 'v=0 answer', resource: `${base}/sessions/7` });
    await gateway.call({ kind: 'end', resource: `${base}/sessions/7` }, signal);
    expect(asked.splice(0)).toEqual([`POST ${path}`, 'DELETE /sessions/7']);
  }
});

test('a camera that the gateway does not know is a failure', async () => {
  const gateway = whepGatewayConnector({ kind: 'mediamtx', url: base });
  await expect(gateway.call({ kind: 'offer', cameraId: 'unknown', offer: 'v=0' }, signal)).rejects.toThrow('404');
});
