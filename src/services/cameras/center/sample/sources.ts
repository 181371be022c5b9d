import type { Ffmpeg } from '../../../../center/media/ffmpeg.ts';
import { type Source, SUB_STREAM } from './rtp-feed.ts';
import { type RtspServer, startRtspServer } from './rtsp-server.ts';

const drawn = (picture: string): Source => ({
  input: ['-f', 'lavfi', '-i', `${picture}`],
  encode: SUB_STREAM,
});

/** Stand-ins for the sample community's cameras: a different test picture each, all of them moving. */
export const SAMPLE_SOURCES: Readonly<Record<string, Source>> = {
  gate: drawn('testsrc=s=640x360:r=15'),
  square: drawn('testsrc2=s=640x360:r=15'),
  parking: drawn('smptehdbars=s=640x360:r=15,drawgrid=w=80:h=90:t=2:c=white@0.4,hue=H=0.3*t'),
  dayroom: drawn('mandelbrot=s=640x360:r=15:maxiter=200'),
};

const SAMPLE = /^sample:([a-z]+)$/;

/** The sources behind addresses of the form `sample:gate`: a real RTSP server, started when the first is needed. */
export function sampleSources(ffmpeg: Ffmpeg) {
  let server: Promise<RtspServer> | undefined;
  return {
    /** The address as ffmpeg opens it. */
    async resolve(address: string): Promise<string> {
      const [, name] = SAMPLE.exec(address) ?? [];
      if (!name) return address;
      server ??= startRtspServer({ ffmpeg, sources: SAMPLE_SOURCES });
      return `rtsp://127.0.0.1:${(await server).port}/${name}`;
    },
    async stop(): Promise<void> {
      await (await server)?.stop();
    },
  };
}
