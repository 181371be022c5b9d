import type { Report } from './problem.ts';

/** A message with one picture inside is smaller; public feeds stay far below. */
export const MOST_CAP_BYTES = 256 * 1024;
/** A country's feed of a bad day. */
export const MOST_FEED_BYTES = 4 * 1024 * 1024;

const DECLARATION = /^<\?xml\s+version\s*=\s*(["'])(.*?)\1(?:\s+encoding\s*=\s*(["'])(.*?)\3)?/;
/** `utf8` is not a registered name, but public feeds write it. */
const UTF8 = /^utf-?8$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const ILLEGAL = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

/**
 * The text of a file that is within `most` bytes, UTF-8 by its bytes as well as by its declaration, and of characters
 * that XML 1.0 allows; undefined after a report. A byte order mark of UTF-8 is taken off.
 */
export function decode(bytes: Uint8Array, most: number, report: Report): string | undefined {
  if (bytes.byteLength > most) return report('tooLarge', '', { bytes: bytes.byteLength, most });
  if (looksLikeUtf16(bytes)) return report('utf16', '');
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200)).replace(/^\u00ef\u00bb\u00bf/, '');
  const [, , version, , encoding] = DECLARATION.exec(head) ?? [];
  if (encoding !== undefined && !UTF8.test(encoding)) return report('declaredEncoding', '', { encoding });
  const text = fromUtf8(bytes);
  if (text === undefined) return report('notUtf8', '');
  if (text.trim() === '') return report('empty', '');
  const illegal = ILLEGAL.exec(text);
  if (illegal) return report('illegalCharacter', '', { line: lineAt(text, illegal.index) });
  if (!/^\s*</.test(text)) return report('notXml', '');
  if (version !== undefined && version !== '1.0') return report('xmlVersion', '', { version });
  return text;
}

/** By its byte order mark, or by the zero byte beside the first `<`. */
function looksLikeUtf16([a, b]: Uint8Array): boolean {
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0x3c && b === 0) || (a === 0 && b === 0x3c);
}

function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
