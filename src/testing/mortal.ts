/**
 * Loaded before a center (`node --import`) that a test wants to die at a certain point: kill -9 by its own hand just
 * before it would write a certain text to a socket, whatever it has written and committed until then.
 */
import { Socket } from 'node:net';

/** Dies instead of writing the text for the time after `after` times. */
export interface Death {
  readonly text: string;
  readonly after: number;
}

let death: Death | undefined;
let written = 0;
process.on('message', (ordered: Death) => {
  death = ordered;
  written = 0;
  process.send?.('ready to die');
});

const { write } = Socket.prototype;
Socket.prototype.write = function (this: Socket, ...args: unknown[]) {
  const [chunk] = args as [string | Uint8Array];
  if (death && Buffer.from(chunk).includes(death.text)) {
    if (written++ === death.after) process.kill(process.pid, 'SIGKILL');
  }
  return Reflect.apply(write, this, args) as boolean;
};
