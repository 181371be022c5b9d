import * as v from 'valibot';
import { Id } from './ids.ts';

/** Raised when a box and the center could misread each other; a box with another number is told to reload. */
export const PROTOCOL_VERSION = 2;

/** Socket.IO namespaces: boxes and phones prove themselves by their secret, staff by their session cookie. */
export const BOX_NAMESPACE = '/box';
export const STAFF_NAMESPACE = '/staff';
/** Relatives' phone pages, by the secret that accepting the invitation gave them. */
export const PHONE_NAMESPACE = '/phone';

/** Socket.IO path; the only one, websocket only. */
export const SOCKET_PATH = '/socket.io';

/**
 * Boxes that lost the center together come back spread over so many ms, where settings.json does not say otherwise: about
 * 2,000 a second and core. A center that was away waits as long before it wonders where they are.
 */
export const RECONNECT_WINDOW_MS = 8_000;

/** Longest ask that is read, in characters of its JSON; longer ones are refused as `invalid`. */
export const MAX_ASK_CHARS = 16_384;

/** Event `ask`, answered by its acknowledgement with a Reply. */
export const AskEnvelope = v.object({
  name: v.pipe(v.string(), v.maxLength(64)),
  key: v.optional(Id),
  input: v.unknown(),
});
export type AskEnvelope = v.InferOutput<typeof AskEnvelope>;

/** Event `push`: passing news. */
export const PushEnvelope = v.object({ name: v.string(), body: v.unknown() });
export type PushEnvelope = v.InferOutput<typeof PushEnvelope>;

/** The last number that a box has of each scope, as {scope: seq}. */
export const Cursors = v.record(v.pipe(v.string(), v.maxLength(80)), v.pipe(v.number(), v.integer(), v.minValue(0)));
export type Cursors = v.InferOutput<typeof Cursors>;

/** Event `feed` carries a list of these: lasting news, numbered without gaps per scope. */
export const FeedMessage = v.object({
  scope: v.string(),
  seq: v.number(),
  id: Id,
  name: v.string(),
  body: v.unknown(),
  at: v.string(),
  expiresAt: v.nullable(v.string()),
});
export type FeedMessage = v.InferOutput<typeof FeedMessage>;
export const FeedBatch = v.array(FeedMessage);

/** What a box is used as: a household's television, or the screen of a public place, that nobody has a remote for. */
export const BOX_MODES = ['tv', 'screen'] as const;
export type BoxMode = (typeof BOX_MODES)[number];

/** What a box shows at the door (`auth` of the Socket.IO handshake). Its secret is the only proof it has. */
export const BoxHandshake = v.object({
  protocol: v.number(),
  mode: v.optional(v.picklist(BOX_MODES), 'tv'),
  build: v.pipe(v.string(), v.maxLength(40)),
  secret: v.pipe(v.string(), v.minLength(32), v.maxLength(128)),
  cursors: v.optional(Cursors),
});
export type BoxHandshake = v.InferOutput<typeof BoxHandshake>;

/** What a relative's phone page shows at the door. */
export const PhoneHandshake = v.object({
  protocol: v.number(),
  secret: v.pipe(v.string(), v.minLength(32), v.maxLength(128)),
});
export type PhoneHandshake = v.InferOutput<typeof PhoneHandshake>;

/** What a box has missed, and the numbers it has then. Expired news is left out, so numbers in `messages` may skip. */
export const CatchUp = v.object({ heads: Cursors, messages: FeedBatch });
export type CatchUp = v.InferOutput<typeof CatchUp>;

/**
 * Event `hello`, first thing after the door: who the center takes this box to be, what time it is, and what it missed.
 * The box stores `missed.messages` (dropping those whose id it has) and only then takes `missed.heads` as its cursors;
 * after that every further number of a scope must be the next one, or it asks `box:catchup`.
 */
export const BoxHello = v.object({
  serverTime: v.string(),
  enrolled: v.boolean(),
  boxId: v.nullable(Id),
  /** Where it stands: its community, and the scopes of the feed that are its own, widest first. */
  place: v.nullable(v.object({ community: Id, scopes: v.array(v.string()) })),
  missed: CatchUp,
});
export type BoxHello = v.InferOutput<typeof BoxHello>;

/** `data` of a `connect_error`: why the door stays shut. */
export const DoorRefusal = v.object({ code: v.picklist(['outdated', 'invalid', 'signed-out', 'unavailable']) });
export type DoorRefusal = v.InferOutput<typeof DoorRefusal>;
