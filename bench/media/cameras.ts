import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '../../src/center/log.ts';
import { openFfmpeg } from '../../src/center/media/ffmpeg.ts';
import { SUB_STREAM } from '../../src/services/cameras/center/sample/rtp-feed.ts';
import { startRtspServer } from '../../src/services/cameras/center/sample/rtsp-server.ts';
import type { LookTicket } from '../../src/services/cameras/protocol.ts';
import { startCenterProcess } from '../../src/testing/center-process.ts';
import { connectStaff } from '../../src/testing/harness.ts';
import { openBrowser } from '../../src/testing/television.ts';
import { median, type Result, result, spread } from '../kit/result.ts';

/** The clock in the picture: so many squares of so many px in the first line, the lowest bit first, hundredths of a second. */
const BITS = 14;
const SQUARE = 32;
const SAMPLES = 60;
const JOINS = 8;
const HLS = readFileSync(join(import.meta.dirname, '../../node_modules/hls.js/dist/hls.light.min.js'), 'utf8');

/** A picture with the wall clock in it, in seconds since `base` (ms since 1970). */
function clockPicture(base: number): string[] {
  const bits = Array.from({ length: BITS }, (_, bit) => {
    const on = `mod(floor(t*100/${2 ** bit})\\,2)`;
    return `drawbox=x=${bit * SQUARE}:y=0:w=${SQUARE}:h=${SQUARE}:c=white:t=fill:enable='${on}'`;
  });
  const clock = `setpts='(RTCTIME-${base}000)/(TB*1000000)'`;
  return ['-f', 'lavfi', '-i', ['color=c=black:s=640x360:r=25', clock, ...bits].join(',')];
}

interface Run {
  /** From the ask's answer to the first picture, ms. */
  readonly joinMs: number;
  /** Ages of pictures, ms. */
  readonly ages: number[];
}

/** From a camera's clock to a page's canvas, by WHEP and by Low-Latency HLS; all on this machine. */
export async function cameras(): Promise<Result[]> {
  const base = Date.now();
  const ffmpeg = openFfmpeg(openLog('silent'));
  const encode = SUB_STREAM.map((word, index) => (SUB_STREAM[index - 1] === '-g' ? '25' : word));
  const source = await startRtspServer({ ffmpeg, sources: { clock: { input: clockPicture(base), encode } } });
  const center = await startCenterProcess();
  const browser = await openBrowser();
  try {
    const admin = await connectStaff(center, 'admin');
    const address = `rtsp://127.0.0.1:${source.port}/clock`;
    const { id: cameraId } = await admin.get('cameras:save', {
      ...{ name: '钟', place: '', at: null, address, retention: '', enabled: true },
    });
    const nobody = { everyone: false, buildings: [], households: [], families: [] };
    await admin.get('cameras:setRights', { cameraId, rights: { ...nobody, roles: ['admin'] } });
    const look = () => admin.get('cameras:look', { cameraId });
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${center.url}/console/`);
    await page.addScriptTag({ content: HLS });
    await page.waitForTimeout(5_000);
    const run = async (how: 'whep' | 'hls', samples: number): Promise<Run> =>
      page.evaluate(watch, { how, look: await look(), base, samples, bits: BITS, square: SQUARE });
    const runs = { whep: [await run('whep', SAMPLES)], hls: [await run('hls', SAMPLES)] };
    for (let n = 1; n < JOINS; n++) {
      runs.whep.push(await run('whep', 1));
      runs.hls.push(await run('hls', 1));
    }
    admin.close();
    return [
      ...resultsOf('WHEP, GOP cache', runs.whep, 200),
      ...resultsOf('Low-Latency HLS, parts of 200 ms', runs.hls, 2_000),
    ];
  } finally {
    await browser.close();
    await center.stop();
    await source.stop();
  }
}

function resultsOf(name: string, runs: readonly Run[], most: number): Result[] {
  const ages = runs[0]?.ages ?? [];
  const joins = runs.map(({ joinMs }) => joinMs);
  return [
    result(
      `camera glass to glass, ${name}, p50`,
      median(ages),
      'ms',
      `${spread(ages)} in ${ages.length} pictures`,
      most,
    ),
    result(`camera join, ${name}, p50`, median(joins), 'ms', `${spread(joins)} in ${joins.length} joins`),
  ];
}

/** Runs in the page. */
async function watch(given: {
  how: 'whep' | 'hls';
  look: LookTicket;
  base: number;
  samples: number;
  bits: number;
  square: number;
}): Promise<Run> {
  const { how, look, base, samples, bits, square } = given;
  const video = document.createElement('video');
  video.muted = true;
  document.body.append(video);
  const start = performance.now();
  const headers = { authorization: `Bearer ${look.ticket}` };
  let end = () => {};
  if (how === 'whep') {
    const pc = new RTCPeerConnection();
    end = () => pc.close();
    pc.addTransceiver('video', { direction: 'recvonly' });
    pc.addEventListener('track', ({ track }) => {
      video.srcObject = new MediaStream([track]);
    });
    await pc.setLocalDescription(await pc.createOffer());
    const body = pc.localDescription?.sdp ?? '';
    const request = { method: 'POST', headers: { ...headers, 'content-type': 'application/sdp' }, body };
    const response = await fetch(look.whep, request);
    await pc.setRemoteDescription({ type: 'answer', sdp: await response.text() });
  } else {
    interface Player {
      loadSource(url: string): void;
      attachMedia(video: HTMLVideoElement): void;
      destroy(): void;
    }
    const { Hls } = globalThis as unknown as { Hls: new (config: object) => Player };
    const player = new Hls({ lowLatencyMode: true });
    player.loadSource(look.hls);
    player.attachMedia(video);
    end = () => player.destroy();
  }
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [bits * square, square];
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const picture = () => new Promise<void>((done) => video.requestVideoFrameCallback(() => done()));
  void video.play();
  await picture();
  const joinMs = performance.now() - start;
  const ages: number[] = [];
  // The first pictures are those that were kept, and a player first finds its pace.
  const settled = performance.now() + (samples > 1 ? 6_000 : 0);
  while (ages.length < samples) {
    await picture();
    if (performance.now() < settled) continue;
    pen?.drawImage(video, 0, 0, bits * square, square, 0, 0, bits * square, square);
    let hundredths = 0;
    for (let bit = 0; bit < bits; bit++) {
      const [light = 0] = pen?.getImageData(bit * square + square / 2, square / 2, 1, 1).data ?? [];
      if (light > 128) hundredths += 2 ** bit;
    }
    const round = 2 ** bits * 10;
    ages.push((((Date.now() - base - hundredths * 10) % round) + round) % round);
  }
  end();
  video.remove();
  await fetch(look.whep, { method: 'DELETE', headers });
  return { joinMs, ages };
}
