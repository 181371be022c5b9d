import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_PASSWORD } from '../center/sample/people.ts';
import { PIECE_BYTES } from '../services/classes/protocol/model.ts';

/** What a console's browser sends besides the socket: requests with the session's cookie. */
export interface Desk {
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Sends the pieces of a film that was announced, from `from` on; gives the last answer. */
  send(jobId: string, film: Buffer, from?: number): Promise<Response>;
}

/** Signs in as one of the sample staff, over HTTP alone. */
export async function openDesk(center: { readonly url: string }, login: string): Promise<Desk> {
  const signedIn = await fetch(`${center.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: SAMPLE_PASSWORD }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const request: Desk['request'] = (path, init = {}) =>
    fetch(center.url + path, { ...init, headers: { cookie, ...init.headers } });
  return {
    request,
    async send(jobId, film, from = 0) {
      for (let at = from; ; at += PIECE_BYTES) {
        const answer = await request(`/api/classes/uploads/${jobId}`, {
          method: 'PUT',
          headers: { 'content-type': 'application/octet-stream', 'upload-offset': String(at) },
          body: new Uint8Array(film.subarray(at, at + PIECE_BYTES)),
        });
        if (!answer.ok || at + PIECE_BYTES >= film.length) return answer;
      }
    },
  };
}

/** Has ffmpeg make a file; its arguments stand before the name of the file, which ends as `name`. */
export function makeFile(name: string, args: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'xiyangli-film-'));
  try {
    const path = join(folder, name);
    execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...args, path]);
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A film with a test picture and a tone, H.264 and AAC: `profile` main is copied, high is encoded anew. */
export function makeFilm(seconds: number, profile: 'main' | 'high' = 'main', size = '160x90'): Buffer {
  return makeFile('film.mp4', [
    ...['-f', 'lavfi', '-i', `testsrc=s=${size}:r=25`, '-f', 'lavfi', '-i', 'sine=frequency=440'],
    ...['-t', String(seconds), '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '50'],
    ...(profile === 'high' ? ['-x264-params', 'cabac=1:8x8dct=1:bframes=2'] : []),
    ...['-profile:v', profile, '-c:a', 'aac'],
  ]);
}
