/** Why captions were not taken; the words are in the catalogue. */
export type CaptionFault = 'empty' | 'form' | 'order' | 'beyond';

interface Cue {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const TIME = String.raw`(?:(\d{1,2}):)?(\d{2}):(\d{2})[.,](\d{3})`;
const TIMING = new RegExp(String.raw`^${TIME}[ \t]+-->[ \t]+${TIME}(?:[ \t].*)?$`);
/** A cue may stand so long after the film's end, s: players round. */
const SLACK_S = 1.5;

/** The words of a file: UTF-8, or as Chinese Windows writes them. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/**
 * Reads SRT or WebVTT and writes plain WebVTT (W3C) without styles, positions and tags: old boxes draw words only.
 * `durationS`: the film's length, if it is known.
 */
export function toWebVtt(text: string, durationS: number | null): { vtt: string } | { fault: CaptionFault } {
  const cues: Cue[] = [];
  const blocks = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/);
  for (const [index, block] of blocks.entries()) {
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    const at = lines.findIndex((line) => line.includes('-->'));
    if (at < 0) {
      // The header, comments and styles of WebVTT; anything else is no file of captions.
      if (lines.length === 0 || /^(WEBVTT|NOTE|STYLE|REGION)\b/.test(lines[0] ?? '')) continue;
      return { fault: index === 0 ? 'form' : 'order' };
    }
    const timing = TIMING.exec(lines[at]?.trim() ?? '');
    if (!timing || at > 1) return { fault: 'form' };
    const [from, to] = [seconds(timing.slice(1, 5)), seconds(timing.slice(5, 9))];
    const words = lines
      .slice(at + 1)
      .map(plain)
      .filter(Boolean);
    if (to <= from || from < (cues.at(-1)?.from ?? 0)) return { fault: 'order' };
    if (durationS !== null && from > durationS + SLACK_S) return { fault: 'beyond' };
    if (words.length > 0) cues.push({ from, to, text: words.join('\n') });
  }
  if (cues.length === 0) return { fault: 'empty' };
  const written = cues.map((cue) => `${clock(cue.from)} --> ${clock(cue.to)}\n${cue.text}\n`);
  return { vtt: `WEBVTT\n\n${written.join('\n')}` };
}

/** Words without tags and braces, and with what WebVTT reads as a tag written out. */
function plain(line: string): string {
  return line
    .replace(/<[^>]*>|\{\\[^}]*\}/g, '')
    .trim()
    .replace(/&(?!amp;|lt;|gt;|nbsp;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/-->/g, '→');
}

function seconds([hours, minutes, secs, ms]: (string | undefined)[]): number {
  return Number(hours ?? 0) * 3_600 + Number(minutes) * 60 + Number(secs) + Number(ms) / 1_000;
}

function clock(at: number): string {
  const ms = Math.round(at * 1_000);
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1_000) % 60)}.${String(ms % 1_000).padStart(3, '0')}`;
}

const SUBTITLES =
  '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="中文",LANGUAGE="zh",DEFAULT=NO,AUTOSELECT=YES,URI="captions.m3u8"';

/** A master playlist (RFC 8216) with captions added to every rung. */
export function withCaptions(master: string): string {
  return master
    .replace(/^(#EXT-X-STREAM-INF:.*)$/gm, '$1,SUBTITLES="subs"')
    .replace(/^#EXT-X-STREAM-INF:/m, `${SUBTITLES}\n#EXT-X-STREAM-INF:`);
}

/** The media playlist of captions that are one file as long as the film. */
export function captionList(durationS: number): string {
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${Math.ceil(durationS)}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXTINF:${durationS.toFixed(3)},`,
    'captions.vtt',
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
}
