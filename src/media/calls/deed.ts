import { newId } from '../../protocol/ids.ts';
import type { Reply } from '../../protocol/reply.ts';
import type { AskInput, AskReply } from '../../protocol/services.ts';
import type { CallAsk, CallWire } from './wire.ts';

const TRIES = 5;
/** Before it is tried once more, unless the line is up sooner, ms. */
const PATIENCE_MS = 1_500;

/** Asks for a change under one key, again and again while the line is down; then it stays refused `unavailable`. */
export async function deed<Name extends CallAsk>(
  wire: CallWire,
  name: Name,
  input: AskInput<Name>,
): Promise<Reply<AskReply<Name>>> {
  const key = newId();
  for (let tries = 1; ; tries++) {
    const reply = await wire.ask(name, input, key);
    if (reply.ok || reply.refusal.code !== 'unavailable' || tries === TRIES) return reply;
    await lineOrTime(wire);
  }
}

function lineOrTime(wire: CallWire): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, PATIENCE_MS);
    const stop = wire.onUp(done);
  });
}
