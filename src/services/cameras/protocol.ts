import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';
import { Position } from '../../protocol/contracts/map.ts';
import { Id } from '../../protocol/ids.ts';
import { CALLED_ROLES } from '../../protocol/roles.ts';
import { Day, Instant } from '../../protocol/time.ts';

/** Staff who may look at cameras that their role has a right to, and read who has looked. */
export const watchers = CALLED_ROLES;
/** Staff who set cameras up and decide who may look. */
export const keepers = ['admin'] as const;

/**
 * Who may look at a camera; each line adds to the others.
 * - `everyone` every home of the community
 * - `buildings`, `households` the televisions of these
 * - `families` households with a guest in the room that it shows: their televisions and their relatives' phones
 * - `roles` staff who hold one of them
 */
export const Rights = v.object({
  everyone: v.boolean(),
  buildings: v.pipe(v.array(Id), v.maxLength(200)),
  households: v.pipe(v.array(Id), v.maxLength(500)),
  families: v.pipe(v.array(Id), v.maxLength(500)),
  roles: v.array(v.picklist(watchers)),
});
export type Rights = v.InferOutput<typeof Rights>;

/** starting: no picture yet · online · offline: not reached · wrong: it sends what cannot be shown, see `fault` */
export const CameraState = v.picklist(['starting', 'online', 'offline', 'wrong']);
export type CameraState = v.InferOutput<typeof CameraState>;
/** hevc: H.265 instead of H.264 · codec: something else · bframes: pictures out of order, which no call technique shows */
export const Fault = v.picklist(['hevc', 'codec', 'bframes']);
export type Fault = v.InferOutput<typeof Fault>;

/** A camera as those see it who may look. `stillAt`: when its newest still was made; null while there is none. */
export const CameraView = v.object({
  id: Id,
  name: v.string(),
  place: v.string(),
  state: CameraState,
  since: Instant,
  stillAt: v.nullable(Instant),
  retention: v.string(),
});
export type CameraView = v.InferOutput<typeof CameraView>;

/** The way to one look: paths at the center, and the ticket that opens them (bearer), good for a few seconds to begin. */
export const LookTicket = v.object({ lookId: Id, ticket: v.string(), whep: v.string(), hls: v.string() });
export type LookTicket = v.InferOutput<typeof LookTicket>;

/** Why a look ended: they left · they vanished · the right was withdrawn · the camera's picture ended · never began. */
export const LookEnd = v.picklist(['left', 'vanished', 'withdrawn', 'camera', 'unused']);
export type LookEnd = v.InferOutput<typeof LookEnd>;

export const LookView = v.object({
  id: Id,
  cameraId: Id,
  camera: v.string(),
  kind: v.picklist(['box', 'relative', 'staff']),
  who: v.string(),
  how: v.picklist(['still', 'webrtc', 'hls']),
  from: Instant,
  until: v.nullable(Instant),
  ended: v.nullable(LookEnd),
});
export type LookView = v.InferOutput<typeof LookView>;

/** A camera as staff keep it. `host`: its address without name and password, which nobody is ever told again. */
export const KeptCamera = v.object({
  ...CameraView.entries,
  fault: v.nullable(Fault),
  at: v.nullable(Position),
  host: v.string(),
  rights: Rights,
  enabled: v.boolean(),
  /** How many look now, at this process. */
  viewers: v.number(),
  /** May this member of staff look at it? */
  mayLook: v.boolean(),
});
export type KeptCamera = v.InferOutput<typeof KeptCamera>;

const Words = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));
/** `rtsp://name:password@host/path`, or a source of the sample community (`sample:gate`). */
export const Address = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(500),
  v.check((text) => /^sample:[a-z]+$/.test(text) || /^rtsps?:\/\/([^\s/@]*@)?[\w.[\]:-]+(\/\S*)?$/.test(text)),
);

/** What a real look at a camera's stream has found. `reached` other than ok: nothing else is known. */
export const Probe = v.object({
  reached: v.picklist(['ok', 'signIn', 'missing', 'unreachable', 'unreadable']),
  codec: v.string(),
  width: v.number(),
  height: v.number(),
  fps: v.number(),
  /** Seconds from one key picture to the next; null when only one came. */
  gopS: v.nullable(v.number()),
  /** From the call to the first picture, ms. */
  firstMs: v.number(),
  faults: v.array(v.picklist(['hevc', 'codec', 'bframes', 'longGop', 'large'])),
});
export type Probe = v.InferOutput<typeof Probe>;

const one = v.object({ cameraId: Id });
const none = v.object({});

/** 03 cameras: stills and live pictures for those who may look, and the log of every look. */
export const cameras = defineContract('cameras', {
  asks: {
    /** The cameras that the asker may look at, in order. */
    wall: ask({ by: 'party', input: none, reply: v.object({ cameras: v.array(CameraView) }) }),
    /** Begins a look, which is logged. Refuses `forbidden`, `gone`, and `unavailable` for a camera without a picture. */
    look: ask({ by: 'party', input: one, reply: LookTicket, changes: true }),

    list: ask({ by: watchers, input: none, reply: v.object({ cameras: v.array(KeptCamera) }) }),
    /** Makes a camera, or changes one; without `address` it keeps the one it has. */
    save: ask({
      by: keepers,
      input: v.object({
        id: v.optional(Id),
        name: v.pipe(Words(16), v.minLength(1)),
        place: Words(30),
        at: v.nullable(Position),
        address: v.optional(Address),
        retention: Words(80),
        enabled: v.boolean(),
      }),
      reply: KeptCamera,
      changes: true,
    }),
    remove: ask({ by: keepers, input: one, reply: none, changes: true }),
    /** Running looks of those who lose their right end at once. */
    setRights: ask({
      by: keepers,
      input: v.object({ cameraId: Id, rights: Rights }),
      reply: KeptCamera,
      changes: true,
    }),
    /** A real try, a few seconds long: of an address not yet saved, or of a camera as it is. */
    test: ask({
      by: keepers,
      input: v.object({ cameraId: v.optional(Id), address: v.optional(Address) }),
      reply: Probe,
    }),
    /** Who looked, newest first, 200 at most. */
    looks: ask({
      by: watchers,
      input: v.object({
        cameraId: v.optional(Id),
        kind: v.optional(v.picklist(['box', 'relative', 'staff'])),
        day: v.optional(Day),
      }),
      reply: v.object({ looks: v.array(LookView), keptDays: v.number() }),
    }),
    /** The camera that a ticket of the queue is about. */
    ticket: ask({ by: watchers, input: v.object({ requestId: Id }), reply: v.object({ cameraId: Id }) }),
    /** Somebody sees to it, or it is done. */
    advanceTicket: ask({
      by: watchers,
      input: v.object({ requestId: Id, to: v.picklist(['taken', 'done']), words: v.optional(Words(200)) }),
      reply: none,
      changes: true,
    }),
  },
  pushes: {
    /** A camera came, went, or changed. */
    changed: one,
    /** To the looker: this look is over, and why. */
    ended: v.object({ lookId: Id, why: LookEnd }),
  },
});

/** Where WHEP is spoken for a look: POST an offer, PATCH candidates, DELETE to leave. */
export const whepPath = (lookId: string) => `/api/cameras/whep/${lookId}`;
/** Where a look's HLS list lies; the ticket is in the path, since players of old boxes send no headers. */
export const hlsPath = (ticket: string) => `/api/cameras/hls/${ticket}/index.m3u8`;
/** A camera's newest still, JPEG: for a box by its secret as bearer, for staff by their session. */
export const stillPath = (cameraId: string) => `/api/cameras/${cameraId}/still`;
