import parser from 'iptv-playlist-parser';

/** A channel as its list has it. */
export interface Listed {
  readonly key: string;
  readonly number: number;
  readonly name: string;
  readonly url: string;
  readonly group: string;
}

const MOST_CHANNELS = 2_000;
const MOST_NUMBER = 999;
/** The parser knows no such attribute, and lists that have it mean it. */
const NUMBER = /tvg-chno="(\d{1,3})"/;

/**
 * Reads an M3U list. Addresses may be relative to `base`, the list's own; those that are no playlist for a browser
 * (rtmp, udp) are left out. Throws when it is no list, or has no channel.
 */
export function readM3u(text: string, base: string | undefined): Listed[] {
  const { items } = parser.parse(text.replace(/^\uFEFF/, '').trimStart());
  const taken = new Set<number>();
  const keys = new Set<string>();
  const listed: Listed[] = [];
  for (const { name, tvg, url, group, raw } of items.slice(0, MOST_CHANNELS)) {
    const address = addressOf(url, base);
    const key = tvg.id || name;
    if (!address || !key || keys.has(key)) continue;
    const number = freeNumber(Number(NUMBER.exec(raw)?.[1] ?? 0), taken);
    if (number === undefined) break;
    taken.add(number);
    keys.add(key);
    listed.push({ key, number, name: name || key, url: address, group: group.title });
  }
  if (listed.length === 0) throw new Error('no channel that a browser can play');
  return listed;
}

function freeNumber(wanted: number, taken: ReadonlySet<number>): number | undefined {
  if (wanted > 0 && !taken.has(wanted)) return wanted;
  for (let number = 1; number <= MOST_NUMBER; number++) if (!taken.has(number)) return number;
  return undefined;
}

/** The channel's address; one of the center's own stays a path, since boxes may know the center by another name. */
function addressOf(url: string | undefined, base: string | undefined): string | undefined {
  if (!url) return undefined;
  if (!base) return url.startsWith('/') || /^https?:\/\//.test(url) ? url : undefined;
  const address = URL.canParse(url, base) ? new URL(url, base) : undefined;
  return address && /^https?:$/.test(address.protocol) ? address.href : undefined;
}
