import { startCenter } from '../../src/center/app.ts';
import { readConfig } from '../../src/center/config.ts';
import type { FeedMessage } from '../../src/protocol/wire.ts';
import { answerParent, sharedNow } from '../kit/child.ts';

/** A real center, whose outlet for news the bench can use without a transaction before it. */
const center = await startCenter(readConfig(process.env));
process.on('SIGTERM', () => void center.stop().then(() => process.exit()));

answerParent({
  port: () => center.port,
  send(message: FeedMessage) {
    const at = sharedNow();
    center.place.news.feed(message);
    return at;
  },
  cpu: () => process.cpuUsage(),
});
