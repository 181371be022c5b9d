/** What the beginning of a fragmented MP4 says about its one video track (ISO 14496-12 and -15). */
export interface Track {
  /** `ftyp` + `moov`: what a player needs before any fragment. */
  readonly init: Buffer;
  readonly codec: 'h264' | 'hevc' | 'other';
  /** The `avcC` record with the parameter sets; empty for other codecs. */
  readonly avcC: Buffer;
  readonly width: number;
  readonly height: number;
  /** Ticks a second. */
  readonly timescale: number;
}

/** One picture as ffmpeg gives it with `frag_every_frame`. */
export interface Frame {
  /** `moof` + `mdat`: a CMAF chunk. */
  readonly chunk: Buffer;
  /** The access unit, NAL units with their lengths before them. */
  readonly sample: Buffer;
  /** Decoding can begin with it. */
  readonly key: boolean;
  /** It is shown later than it is decoded, so pictures come out of order: there are B-frames. */
  readonly reordered: boolean;
  /** When it is decoded and how long it is shown, ticks. */
  readonly time: number;
  readonly duration: number;
}

/** Larger than any picture of a camera: what claims more is no MP4, bytes. */
const MOST_BYTES = 16 * 1024 * 1024;
const HEADER = 8;

/** Reads a fragmented MP4 as it comes; `push` throws for what is none. */
export function fragmentReader(tell: { track(track: Track): void; frame(frame: Frame): void }) {
  let rest: Buffer = Buffer.alloc(0);
  let ftyp: Buffer = Buffer.alloc(0);
  let moof: Buffer | undefined;

  function take(type: string, box: Buffer): void {
    if (type === 'ftyp') ftyp = box;
    else if (type === 'moov') tell.track(readTrack(Buffer.concat([ftyp, box]), box));
    else if (type === 'moof') moof = box;
    else if (type === 'mdat' && moof) {
      tell.frame(readFrame(moof, box));
      moof = undefined;
    }
  }

  return {
    push(bytes: Buffer): void {
      rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      while (rest.length >= HEADER) {
        const size = rest.readUInt32BE(0);
        if (size < HEADER || size > MOST_BYTES) throw new Error('not a fragmented MP4');
        if (rest.length < size) return;
        take(rest.toString('latin1', 4, HEADER), rest.subarray(0, size));
        rest = rest.subarray(size);
      }
    },
  };
}

/** The content of the box at the end of a path of box types; undefined when there is none. */
function find(box: Buffer, path: readonly string[], skip = HEADER): Buffer | undefined {
  const [type, ...below] = path;
  if (type === undefined) return box;
  for (let at = skip; at + HEADER <= box.length; ) {
    const size = box.readUInt32BE(at);
    if (size < HEADER || at + size > box.length) return undefined;
    if (box.toString('latin1', at + 4, at + HEADER) === type) return find(box.subarray(at, at + size), below);
    at += size;
  }
  return undefined;
}

/** `stsd` has a version and a count before its entries; a visual entry 78 bytes before its boxes. */
const ENTRIES_AT = 16;
const VISUAL_BOXES_AT = HEADER + 78;

function readTrack(init: Buffer, moov: Buffer): Track {
  const mdia = find(moov, ['trak', 'mdia']);
  const mdhd = mdia && find(mdia, ['mdhd']);
  const entry = mdia && find(mdia, ['minf', 'stbl', 'stsd'])?.subarray(ENTRIES_AT);
  if (!mdhd || !entry || entry.length < VISUAL_BOXES_AT) throw new Error('an MP4 without a picture');
  const name = entry.toString('latin1', 4, HEADER);
  const avcC = find(entry, ['avcC'], VISUAL_BOXES_AT)?.subarray(HEADER);
  return {
    init,
    codec: avcC ? 'h264' : /^h(vc|ev)1$/.test(name) ? 'hevc' : 'other',
    avcC: avcC ?? Buffer.alloc(0),
    width: entry.readUInt16BE(32),
    height: entry.readUInt16BE(34),
    timescale: mdhd.readUInt32BE(mdhd[HEADER] === 1 ? 28 : 20),
  };
}

/** Flags of `tfhd` and `trun` that say which fields are there. */
const TFHD = { baseOffset: 0x1, description: 0x2, duration: 0x8, size: 0x10, flags: 0x20 } as const;
const TRUN = { dataOffset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, offset: 0x800 } as const;
const NOT_SYNC = 0x10000;

function readFrame(moof: Buffer, mdat: Buffer): Frame {
  const traf = find(moof, ['traf']);
  const [tfhd, tfdt, trun] = ['tfhd', 'tfdt', 'trun'].map((type) => traf && find(traf, [type]));
  if (!tfhd || !tfdt || !trun) throw new Error('a fragment without its times');
  const base = fields(tfhd, 16);
  base.skip(TFHD.baseOffset, 8);
  base.skip(TFHD.description, 4);
  const usualDuration = base.read(TFHD.duration);
  base.skip(TFHD.size, 4);
  const usualFlags = base.read(TFHD.flags);
  const run = fields(trun, 16);
  run.skip(TRUN.dataOffset, 4);
  const firstFlags = run.read(TRUN.firstFlags);
  const duration = run.read(TRUN.duration) ?? usualDuration ?? 0;
  run.skip(TRUN.size, 4);
  const flags = firstFlags ?? run.read(TRUN.flags) ?? usualFlags ?? 0;
  const wide = tfdt[HEADER] === 1;
  return {
    chunk: Buffer.concat([moof, mdat]),
    sample: mdat.subarray(HEADER),
    key: (flags & NOT_SYNC) === 0,
    reordered: (run.read(TRUN.offset) ?? 0) !== 0,
    time: wide ? Number(tfdt.readBigUInt64BE(12)) : tfdt.readUInt32BE(12),
    duration,
  };
}

/** Reads the optional 32-bit fields of a full box, which lie one after the other from `at` on. */
function fields(box: Buffer, at: number) {
  const flags = box.readUInt32BE(HEADER) & 0xffffff;
  let next = at;
  return {
    skip(flag: number, bytes: number): void {
      if (flags & flag) next += bytes;
    },
    read(flag: number): number | undefined {
      if (!(flags & flag)) return undefined;
      next += 4;
      return box.readUInt32BE(next - 4);
    },
  };
}
