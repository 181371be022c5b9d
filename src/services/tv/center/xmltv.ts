import { parseXmltv } from '@iptv/xmltv';

/** A programme as the guide has it; `key` is the channel's id there. */
export interface Guided {
  readonly key: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

const MOST_PROGRAMMES = 50_000;
const HOUR_MS = 3_600_000;

/**
 * Reads an XMLTV guide: its programmes, each channel's in order and without overlaps. One without an end goes on until
 * the next, or for an hour. Throws when it is no guide, or has no programme.
 */
export function readXmltv(text: string): Guided[] {
  const { programmes = [] } = parseXmltv(text);
  const byKey = new Map<string, { title: string; from: number; to: number | undefined }[]>();
  for (const { channel, title, start, stop } of programmes.slice(0, MOST_PROGRAMMES)) {
    const from = start?.getTime() ?? Number.NaN;
    const name = (title?.find(({ lang }) => lang?.startsWith('zh')) ?? title?.[0])?._value ?? '';
    if (!channel || !name || Number.isNaN(from)) continue;
    const to = stop?.getTime();
    byKey.set(channel, [...(byKey.get(channel) ?? []), { title: name, from, to: Number.isNaN(to) ? undefined : to }]);
  }
  const guided: Guided[] = [];
  for (const [key, found] of byKey) {
    const ordered = found.toSorted((one, other) => one.from - other.from);
    for (const [index, { title, from, to }] of ordered.entries()) {
      const next = ordered[index + 1]?.from ?? Number.POSITIVE_INFINITY;
      const end = Math.min(to ?? from + HOUR_MS, next);
      if (end <= from) continue;
      guided.push({ key, title, startsAt: new Date(from).toISOString(), endsAt: new Date(end).toISOString() });
    }
  }
  if (guided.length === 0) throw new Error('no programme');
  return guided;
}
