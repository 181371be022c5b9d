import { newId } from '../../src/protocol/ids.ts';
import { connectRawBox, inTurns, type RawBox } from '../kit/box.ts';
import { answerParent, sharedNow } from '../kit/child.ts';

/** The boxes of the bench, in a process of their own: all are connected, and order one after the other. */
let boxes: RawBox[] = [];
let next = 0;
let pushes = 0;

answerParent({
  async connect({ port, secrets }: { port: number; secrets: string[] }) {
    // In the order of the secrets: each box orders for its own resident.
    const onEvent = () => {
      pushes += 1;
    };
    boxes = await inTurns(secrets, 32, (secret) => connectRawBox(port, secret, { onEvent }));
  },
  ask: ({ box, name, input }: { box: number; name: string; input: unknown }) => boxes[box]?.ask(name, input),
  /** Orders at a steady rate, whether or not earlier orders are answered. Gives each round trip in ms. */
  async order({ inputs, perSecond }: { inputs: unknown[]; perSecond: number }) {
    const start = sharedNow();
    const before = pushes;
    const times = await Promise.all(
      inputs.map(async (input, index) => {
        const box = boxes[next++];
        if (!box) throw new Error('every box has ordered already');
        const due = start + (index * 1_000) / perSecond;
        await new Promise((done) => setTimeout(done, Math.max(0, due - sharedNow())));
        const askedAt = sharedNow();
        const reply = (await box.ask('meals:order', input, newId())) as { ok: boolean };
        if (!reply.ok) throw new Error(`an order was refused: ${JSON.stringify(reply)}`);
        return sharedNow() - askedAt;
      }),
    );
    return { times, pushes: pushes - before };
  },
});
