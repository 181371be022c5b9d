import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const TEXT = 0x81;
/** All sockets read into one piece of memory, one after the other. */
const shared = Buffer.allocUnsafe(256 * 1024);

/**
 * A websocket client with as little to it as there can be, so that thousands of them cost less than the server that is
 * measured. Reads whole text frames; anything else than text is passed over.
 */
export class RawSocket {
  readonly #socket: Socket;
  #rest: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  #upgraded = false;
  /** Called with the payload of each text; valid only during the call. */
  onText: (payload: Buffer) => void = () => undefined;
  onClose: () => void = () => undefined;
  /** The server has let it in. */
  onOpen: () => void = () => undefined;

  constructor(port: number, path: string) {
    const callback = (length: number, buffer: Uint8Array) => {
      this.#read(Buffer.from(buffer.buffer, buffer.byteOffset, length));
      return true;
    };
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true, onread: { buffer: shared, callback } });
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => this.onClose());
    this.#socket.write(
      [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
        '\r\n',
      ].join('\r\n'),
    );
  }

  send(text: string): void {
    const payload = Buffer.from(text);
    const long = payload.length > 125;
    const head = Buffer.alloc(long ? 8 : 6);
    head[0] = TEXT;
    // Clients must mask; a mask of zeros leaves the bytes as they are.
    head[1] = 0x80 | (long ? 126 : payload.length);
    if (long) head.writeUInt16BE(payload.length, 2);
    this.#socket.write(Buffer.concat([head, payload]));
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    if (!this.#upgraded) {
      const end = data.indexOf('\r\n\r\n');
      if (end >= 0 && !data.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) {
        this.close();
        return;
      }
      if (end >= 0) {
        this.#upgraded = true;
        data = data.subarray(end + 4);
        this.onOpen();
      }
    }
    while (this.#upgraded && data.length >= 2) {
      const short = (data[1] ?? 0) & 0x7f;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (data.length < head) break;
      const length = short < 126 ? short : short === 126 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
      if (data.length < head + length) break;
      if (data[0] === TEXT) this.onText(data.subarray(head, head + length));
      data = data.subarray(head + length);
    }
    // What is left lies in the shared memory.
    this.#rest = Buffer.from(data);
  }
}
