import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Log } from '../log.ts';

/** ffmpeg is not installed, could not be started, or ended badly; `message` holds its own last words. */
export class FfmpegError extends Error {
  override readonly name = 'FfmpegError';
  /** Its exit code; null when it was killed or never ran. */
  readonly code: number | null;

  constructor(message: string, code: number | null) {
    super(message);
    this.code = code;
  }
}

export interface FfmpegOptions {
  /** Ends it when aborted. */
  readonly signal?: AbortSignal;
  /** Ended when it takes longer, ms; without it it may run for ever. */
  readonly timeoutMs?: number;
  /** Its progress: ms of the output that are done. */
  readonly onProgress?: (doneMs: number) => void;
}

/** One ffmpeg at work. `output` is its standard output (`pipe:1`). */
export interface RunningFfmpeg {
  readonly output: Readable;
  /** Resolves when it ended well, or by `stop`; rejects with FfmpegError. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/** Everything in the center that runs ffmpeg does so here: counted, bounded, and ended with the center. */
export interface Ffmpeg {
  /** Starts one that goes on by itself; its arguments follow `-hide_banner -nostdin`. */
  start(args: readonly string[], options?: FfmpegOptions): RunningFfmpeg;
  /** Runs one to its end. */
  run(args: readonly string[], options?: FfmpegOptions): Promise<void>;
  /** What `ffprobe -of json` says about a file or address. */
  probe(args: readonly string[], options?: FfmpegOptions): Promise<unknown>;
  /** How many run now. */
  readonly running: number;
  stop(): Promise<void>;
}

/** What it says last is kept for the error, characters. */
const LAST_WORDS = 2_000;
/** It is asked to end, and after so long made to, ms. */
const PATIENCE_MS = 2_000;
/** Ends the program when the center is killed: ffmpeg itself would not notice. From Debian's util-linux. */
const WITH_PARENT = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--'] : [];

/** Opens the kit; ffmpeg itself comes from Debian (`apt-get install ffmpeg`), or from the folder FFMPEG_DIR. */
export function openFfmpeg(log: Log, folder = process.env.FFMPEG_DIR): Ffmpeg {
  const children = new Set<RunningFfmpeg>();
  const program = (name: 'ffmpeg' | 'ffprobe') => (folder ? `${folder}/${name}` : name);

  function launch(name: 'ffmpeg' | 'ffprobe', args: readonly string[], options: FfmpegOptions): RunningFfmpeg {
    const [command = '', ...before] = [...WITH_PARENT, program(name)];
    const child = spawn(command, [...before, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    let words = '';
    let asked = false;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words = withoutSecrets(words + text).slice(-LAST_WORDS);
    });
    readProgress(child, options.onProgress);
    const stop = async () => {
      asked = true;
      await end(child);
    };
    const limit = options.timeoutMs === undefined ? undefined : AbortSignal.timeout(options.timeoutMs);
    const abort = () => void end(child);
    options.signal?.addEventListener('abort', abort, { once: true });
    limit?.addEventListener('abort', abort, { once: true });
    const done = new Promise<void>((resolve, reject) => {
      child.once('error', (error) => reject(new FfmpegError(error.message, null)));
      child.once('close', (code) => {
        if (code === 0 || asked) return resolve();
        if (limit?.aborted) return reject(new FfmpegError(`took longer than ${options.timeoutMs} ms`, null));
        if (options.signal?.aborted) return reject(new FfmpegError('was stopped', null));
        reject(new FfmpegError(words.trim() || `ended with ${code}`, code));
      });
    });
    const running: RunningFfmpeg = { output: child.stdout as Readable, done, stop };
    children.add(running);
    done
      .catch((error: unknown) => log.debug({ error }, 'ffmpeg ended badly'))
      .finally(() => {
        children.delete(running);
        options.signal?.removeEventListener('abort', abort);
      });
    return running;
  }

  const kit: Ffmpeg = {
    start: (args, options = {}) =>
      launch('ffmpeg', ['-hide_banner', '-nostdin', '-loglevel', 'error', '-progress', 'pipe:3', ...args], options),
    async run(args, options) {
      const running = kit.start(args, options);
      running.output.resume();
      await running.done;
    },
    async probe(args, options = {}) {
      const running = launch('ffprobe', ['-loglevel', 'error', '-of', 'json', ...args], options);
      let text = '';
      running.output.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      await running.done;
      return JSON.parse(text) as unknown;
    },
    get running() {
      return children.size;
    },
    async stop() {
      await Promise.all([...children].map((child) => child.stop()));
    },
  };
  return kit;
}

/** Addresses of cameras hold a name and a password, which belong in no log. */
function withoutSecrets(text: string): string {
  return text.replace(/(\w+:\/\/)[^\s/@]+@/g, '$1');
}

/** Reads `-progress`: lines of `key=value`, among them `out_time_us`. */
function readProgress(child: ChildProcess, tell: FfmpegOptions['onProgress']): void {
  const lines = child.stdio[3] as Readable | null;
  lines?.setEncoding('utf8').on('data', (text: string) => {
    const us = [...text.matchAll(/^out_time_us=(\d+)$/gm)].at(-1)?.[1];
    if (us) tell?.(Number(us) / 1_000);
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const hurry = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await closed;
  clearTimeout(hurry);
}
