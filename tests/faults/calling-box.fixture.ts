import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { answerParent } from '../../bench/kit/child.ts';
import { Call } from '../../src/services/sos/tv/call.ts';
import { SecondWay } from '../../src/services/sos/tv/second-way.ts';
import { Clock } from '../../src/tv/clock.ts';
import { Feed } from '../../src/tv/feed.ts';
import { Identity } from '../../src/tv/identity.ts';
import { Link } from '../../src/tv/link.ts';
import { Outbox } from '../../src/tv/outbox.ts';
import { Store } from '../../src/tv/storage.ts';

/** A box as it is, but for its screen: its red key, its outbox and its line, on a disk that outlives the process. */
const { BOX_DISK = '', BOX_CENTER = '' } = process.env;

class Disk extends Map<string, string> {
  override set(name: string, text: string): this {
    super.set(name, text);
    writeFileSync(`${BOX_DISK}.half`, JSON.stringify([...this]));
    renameSync(`${BOX_DISK}.half`, BOX_DISK);
    return this;
  }
}
const disk = new Disk();
if (existsSync(BOX_DISK)) {
  for (const [name, text] of JSON.parse(readFileSync(BOX_DISK, 'utf8')) as [string, string][]) disk.set(name, text);
}
const localStorage = {
  getItem: (name: string) => disk.get(name) ?? null,
  setItem: (name: string, text: string) => void disk.set(name, text),
  removeItem: (name: string) => {
    if (disk.delete(name)) disk.set('', '');
  },
  key: (index: number) => [...disk.keys()][index] ?? null,
  get length() {
    return disk.size;
  },
};
Object.defineProperty(globalThis, 'localStorage', { value: localStorage });

const store = new Store();
const link = new Link();
const clock = new Clock(store);
const identity = new Identity(store);
link.greeted.on((hello) => clock.set(hello.serverTime));
const feed = new Feed(store, link, clock);
const outbox = new Outbox(store, link);
const call = new Call({ store, link, clock, feed, outbox });
new SecondWay({ outbox, link, identity }).start();
link.open({
  center: BOX_CENTER,
  reconnectWindowMs: 500,
  credentials: () => ({ mode: 'tv', secret: identity.secret(), cursors: feed.cursors }),
  recognise: ({ boxId, place }) => identity.note(boxId, place),
});

/** What can be seen of the call on the screen, and what still waits to be sent. */
export interface BoxLook {
  readonly stage: string | undefined;
  readonly id: string | undefined;
  readonly waiting: number;
  readonly link: string;
}

answerParent({
  press: () => call.press(),
  send: () => call.send(),
  cancel: () => call.cancel(),
  look: (): BoxLook => ({ stage: call.stage, id: call.id, waiting: outbox.size, link: link.state }),
});
