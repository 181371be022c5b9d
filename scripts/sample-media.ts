import { resolve } from 'node:path';
import { openLog } from '../src/center/log.ts';
import { openFfmpeg } from '../src/center/media/ffmpeg.ts';
import { makeAll, sampleFolder } from '../src/services/tv/center/sample-media.ts';

/**
 * `node scripts/sample-media.ts [DATA_DIR]` makes the sample channels ahead of the first start, which otherwise makes them
 * in the background; those that are there are kept.
 */
const folder = sampleFolder(resolve(process.argv[2] ?? process.env.DATA_DIR ?? '.data', 'files'));
await makeAll(openFfmpeg(openLog('info')), folder);
process.stdout.write(`${folder}\n`);
