import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startCenter } from '../../src/center/app.ts';
import { readConfig } from '../../src/center/config.ts';
import type { FeedMessage } from '../../src/protocol/wire.ts';
import { answerParent, cpuSince, sharedNow } from '../kit/child.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** A real center that also tells the bench when a message was handed to its outlet, after the commit. */
const center = await startCenter(readConfig(process.env));
const { news } = center.place;
const feed = news.feed.bind(news);
let pushed = { at: 0, cpu: 0 };
Object.assign(news, {
  feed(communityId: string, message: FeedMessage) {
    const at = sharedNow();
    const before = process.cpuUsage();
    feed(communityId, message);
    pushed = { at, cpu: cpuSince(before) };
  },
});
process.on('SIGTERM', () => void center.stop().then(() => process.exit()));

answerParent({
  port: () => center.port,
  pushed: () => pushed,
  /** Bytes of this process in memory, after everything that nobody holds has been given back. */
  async memory() {
    for (let i = 0; i < 4; i++) {
      collect();
      await new Promise((done) => setTimeout(done, 100));
    }
    return process.memoryUsage.rss();
  },
});
