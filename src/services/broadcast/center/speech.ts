import { execFile } from 'node:child_process';
import { pinyin } from 'pinyin-pro';
import type { Connector } from '../../../center/connectors/connectors.ts';

const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Speaks a text as WAV: by espeak-ng from Debian where it is installed, in right tones but like a machine. espeak-ng
 * reads Mandarin characters badly, so it gets their pinyin. Without it the connector fails, and boxes speak by
 * themselves or give time to read.
 */
export const speechConnector: Connector<string, Buffer> = {
  name: 'speech',
  kind: 'embedded',
  timeoutMs: 10_000,
  call: (text, signal) =>
    new Promise((resolve, reject) => {
      const args = ['-v', 'cmn-latn-pinyin', '-s', '130', '--stdout', toPinyin(text)];
      execFile('espeak-ng', args, { signal, encoding: 'buffer', maxBuffer: MOST_BYTES }, (error, wav) =>
        error ? reject(error) : resolve(wav),
      );
    }),
};

/** '暴雨' → 'bao4 yu3'; what is no character stays. */
function toPinyin(text: string): string {
  return pinyin(text, { toneType: 'num', nonZh: 'consecutive' });
}
