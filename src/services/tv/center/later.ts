/** Boxes (ISO/IEC 14496-12) that hold others. */
const HOLDERS = new Set(['moov', 'trak', 'mdia', 'moof', 'traf']);

/** Ticks a second of each track, by its id, from an initialization section (fMP4). */
export function timescalesOf(init: Buffer): Map<number, number> {
  const scales = new Map<number, number>();
  let track = 0;
  eachBox(init, (kind, body) => {
    // A version 1 has 64-bit times before what is looked for.
    const skip = 4 + (body[0] === 1 ? 16 : 8);
    if (kind === 'tkhd') track = body.readUInt32BE(skip);
    if (kind === 'mdhd') scales.set(track, body.readUInt32BE(skip));
  });
  return scales;
}

/** A copy of a media segment (fMP4) that plays so many ms later; `scales` are its tracks' ticks a second. */
export function laterPicture(segment: Buffer, ms: number, scales: ReadonlyMap<number, number>): Buffer {
  const copy = Buffer.from(segment);
  let track = 0;
  eachBox(copy, (kind, body) => {
    if (kind === 'tfhd') track = body.readUInt32BE(4);
    if (kind !== 'tfdt') return;
    // ffmpeg writes version 1, which has room for times of any length.
    if (body[0] !== 1) throw new Error('a fragment without 64-bit times');
    const ticks = Math.round((ms * (scales.get(track) ?? 0)) / 1_000);
    body.writeBigUInt64BE(body.readBigUInt64BE(4) + BigInt(ticks), 4);
  });
  return copy;
}

/** WebVTT that is seen so many ms later: its clock is set against that of the picture (RFC 8216, 3.1.4). */
export function laterCaptions(text: string, ms: number): string {
  return text.replace('MPEGTS:0,', `MPEGTS:${ms * 90},`);
}

/** Calls for each box with what it holds, the outer before the inner. */
function eachBox(bytes: Buffer, seen: (kind: string, body: Buffer) => void): void {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    if (size < 8) throw new Error('not an MP4 box');
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + size);
    seen(kind, body);
    if (HOLDERS.has(kind)) eachBox(body, seen);
    at += size;
  }
}
