import { newId } from '../../src/protocol/ids.ts';
import { connectRawBox, inTurns, type RawBox } from '../kit/box.ts';
import { answerParent, sharedNow } from '../kit/child.ts';

/** All boxes of the bench, in a process of their own: connected, and at a steady rate one after the other calls for help. */
let boxes: RawBox[] = [];

answerParent({
  async connect({ port, secrets }: { port: number; secrets: string[] }) {
    boxes = await inTurns(secrets, 64, (secret) => connectRawBox(port, secret));
  },
  /** Presses the keys of boxes `from` and following. Gives for each alarm when its ask left, ms. */
  async press({ from, count, perSecond }: { from: number; count: number; perSecond: number }) {
    const start = sharedNow();
    return Promise.all(
      boxes.slice(from, from + count).map(async (box, index) => {
        const due = start + (index * 1_000) / perSecond;
        await new Promise((done) => setTimeout(done, Math.max(0, due - sharedNow())));
        const alarmId = newId();
        const at = sharedNow();
        const input = { alarmId, pressedAt: new Date().toISOString() };
        const reply = (await box.ask('sos:press', input, newId())) as { ok: boolean };
        if (!reply.ok) throw new Error(`a call for help was refused: ${JSON.stringify(reply)}`);
        return { alarmId, at };
      }),
    );
  },
});
