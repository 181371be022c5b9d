import { newId } from '../../src/protocol/ids.ts';
import { connectRawBox, inTurns, type RawBox } from '../kit/box.ts';
import { answerParent, sharedNow } from '../kit/child.ts';
import { RawSocket } from '../kit/raw-socket.ts';
import type { BarePress } from './bare.ts';

/** ms that all receipts of a warning may take. */
const PATIENCE_MS = 30_000;

/** When the key's message was written to the socket, by the shared clock. */
export interface Press {
  readonly id: string;
  readonly at: number;
}

let boxes: RawBox[] = [];
let bare: RawSocket | undefined;

/** The warning that boxes answer as soon as they have it, and how many of them know that the center keeps their answer. */
let warning = '';
let answered = 0;

async function confirm(box: RawBox | undefined): Promise<void> {
  const items = [{ id: warning, step: 'received', at: new Date().toISOString() }];
  const reply = (await box?.ask('box:receipts', { items })) as { ok: boolean };
  if (reply.ok) answered += 1;
}

/** Presses at a steady rate, whether or not earlier ones are answered. */
function steadily<T>(items: readonly T[], perSecond: number, press: (item: T) => Press | Promise<Press>) {
  const start = sharedNow();
  return Promise.all(
    items.map(async (item, index) => {
      const due = start + (index * 1_000) / perSecond;
      await new Promise((done) => setTimeout(done, Math.max(0, due - sharedNow())));
      return press(item);
    }),
  );
}

answerParent({
  /** All boxes, and one line to the other side's server. */
  async connect({ port, barePort, secrets }: { port: number; barePort: number; secrets: string[] }) {
    const open = async (secret: string) => {
      const box = await connectRawBox(port, secret, {
        onEvent: (payload) => warning !== '' && payload.includes(warning) && void confirm(box),
      });
      return box;
    };
    boxes = await inTurns(secrets, 64, open);
    bare = new RawSocket(barePort, '/');
    await new Promise<void>((done) => Object.assign(bare ?? {}, { onOpen: done }));
  },

  /** One press at each of these boxes. */
  press: ({ from, count, perSecond }: { from: number; count: number; perSecond: number }) =>
    steadily(boxes.slice(from, from + count), perSecond, async (box) => {
      const id = newId();
      const input = { alarmId: id, pressedAt: new Date().toISOString() };
      const at = sharedNow();
      const reply = (await box.ask('sos:press', input, newId())) as { ok: boolean };
      if (!reply.ok) throw new Error(`a press was refused: ${JSON.stringify(reply)}`);
      return { id, at };
    }),

  pressBare: ({ presses, perSecond }: { presses: BarePress[]; perSecond: number }) =>
    steadily(presses, perSecond, (press) => {
      const at = sharedNow();
      bare?.send(JSON.stringify(press));
      return { id: press.id, at };
    }),

  expect(id: string) {
    warning = id;
    answered = 0;
  },

  /** Resolves when the center keeps the receipt of every box. */
  async answered() {
    const end = Date.now() + PATIENCE_MS;
    while (answered < boxes.length) {
      if (Date.now() > end) throw new Error(`${boxes.length - answered} receipts were never answered`);
      await new Promise((done) => setTimeout(done, 5));
    }
  },
});
