import { openLog } from '../src/center/log.ts';
import { openFfmpeg } from '../src/center/media/ffmpeg.ts';
import { startRtspServer } from '../src/services/cameras/center/sample/rtsp-server.ts';
import { SAMPLE_SOURCES } from '../src/services/cameras/center/sample/sources.ts';

// Stand-ins for cameras: four real RTSP sources on this machine, for whoever wants to add some by hand.
const port = Number(process.argv[2] ?? 8554);
const ffmpeg = openFfmpeg(openLog('warn'));
const server = await startRtspServer({ ffmpeg, sources: SAMPLE_SOURCES, port });
for (const name of Object.keys(SAMPLE_SOURCES)) console.log(`rtsp://127.0.0.1:${server.port}/${name}`);

async function end(): Promise<void> {
  await server.stop();
  process.exit(0);
}
process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());
