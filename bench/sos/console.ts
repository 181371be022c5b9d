import type { QueueItem } from '../../src/protocol/contracts/desk.ts';
import { connectStaff } from '../../src/testing/harness.ts';
import { answerParent, sharedNow } from '../kit/child.ts';

/** The console of the officer on duty, in a process of its own: notes when it first hears of each alarm. */
const heardAt = new Map<string, number>();

answerParent({
  async connect({ url }: { url: string }) {
    const officer = await connectStaff({ url }, 'officer');
    officer.socket.on('push', ({ name, body }: { name: string; body: QueueItem }) => {
      if (name === 'desk:item' && !heardAt.has(body.id)) heardAt.set(body.id, sharedNow());
    });
  },
  /** When it heard of these, ms, once it has heard of all. */
  async heard(ids: string[]) {
    const end = sharedNow() + 20_000;
    while (ids.some((id) => !heardAt.has(id))) {
      if (sharedNow() > end) throw new Error('the console was never told of some calls for help');
      await new Promise((done) => setTimeout(done, 20));
    }
    return ids.map((id) => heardAt.get(id));
  },
});
