import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { WebSocketServer } from 'ws';
import { answerParent } from '../kit/child.ts';
import { type BarePress, writePress } from './bare.ts';

/** What is compared with: nothing but ws and pg. A press is written, and what came in goes out to everybody else. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
const port = await new Promise<number>((done) => {
  http.listen(0, '127.0.0.1', () => done((http.address() as AddressInfo).port));
});

server.on('connection', (socket) => {
  socket.on('message', async (data: Buffer) => {
    const client = await pool.connect();
    await writePress(client, JSON.parse(data.toString()) as BarePress);
    client.release();
    for (const other of server.clients) if (other !== socket) other.send(data.toString());
  });
});

answerParent({ port: () => port });
