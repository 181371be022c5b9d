import { inTurns } from '../kit/box.ts';
import { answerParent, sharedNow } from '../kit/child.ts';
import { RawSocket } from '../kit/raw-socket.ts';

/** Thousands of clients of plain ws. Each must get exactly the expected bytes. */
let expected = Buffer.alloc(0);
let missing = 0;
let wrong = 0;
let all = Promise.withResolvers<number>();
let sockets: RawSocket[] = [];

function got(payload: Buffer): void {
  if (!payload.equals(expected)) wrong += 1;
  missing -= 1;
  if (missing === 0) all.resolve(sharedNow());
}

answerParent({
  async connect({ port, count }: { port: number; count: number }) {
    const open = () => {
      const { promise, resolve, reject } = Promise.withResolvers<RawSocket>();
      const socket = new RawSocket(port, '/');
      socket.onText = got;
      socket.onOpen = () => resolve(socket);
      socket.onClose = () => reject(new Error('the server hung up'));
      return promise;
    };
    sockets = await inTurns(Array.from({ length: count }), 64, open);
  },
  expect(text: string) {
    expected = Buffer.from(text);
    missing = sockets.length;
    all = Promise.withResolvers();
  },
  /** When the last one had it. */
  async last() {
    const late = new Promise<never>((_, failed) => {
      setTimeout(() => failed(new Error(`${missing} clients never got it`)), 10_000).unref();
    });
    const at = await Promise.race([all.promise, late]);
    if (wrong > 0) throw new Error(`${wrong} clients got other bytes`);
    return at;
  },
});
