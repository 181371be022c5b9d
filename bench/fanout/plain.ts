import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as ws from 'ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerParent, cpuSince, sharedNow } from '../kit/child.ts';

/** What is compared with: nothing but ws, and one frame in one piece, built once for everybody, which is the least work it can do. */
interface OpenSender {
  sendFrame(list: readonly Buffer[]): void;
}
// Exported by ws, but not by its types.
const { Sender } = ws as unknown as { Sender: { frame(data: Buffer, options: object): readonly Buffer[] } };

const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
const port = await new Promise<number>((done) => {
  http.listen(0, '127.0.0.1', 4_096, () => done((http.address() as AddressInfo).port));
});

answerParent({
  port: () => port,
  send(text: string) {
    const at = sharedNow();
    const before = process.cpuUsage();
    const options = { readOnly: false, mask: false, rsv1: false, opcode: 1, fin: true };
    const frame = [Buffer.concat(Sender.frame(Buffer.from(text), options))];
    for (const client of server.clients) {
      // ws keeps its sender to itself.
      (client as WebSocket & { readonly _sender: OpenSender })._sender.sendFrame(frame);
    }
    return { at, cpu: cpuSince(before) };
  },
});
