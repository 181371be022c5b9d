import { boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at, communityId, communityKey, id } from '../../center/database/columns.ts';
import type { Position } from '../../protocol/contracts/map.ts';
import type { CameraState, Fault, LookEnd, Rights } from './protocol.ts';

/**
 * A camera. `sealed` is its address with name and password, readable only with the center's key; `host` what may be shown
 * of it. `since` is when it came into its state, `request_id` the ticket that is open because it is gone.
 */
export const camera = pgTable(
  'camera',
  {
    communityId: communityId(),
    id: id(),
    name: text('name').notNull(),
    place: text('place').notNull(),
    position: integer('position').notNull(),
    at: jsonb('at').$type<Position>(),
    sealed: text('sealed').notNull(),
    host: text('host').notNull(),
    rights: jsonb('rights').$type<Rights>().notNull(),
    retention: text('retention').notNull(),
    enabled: boolean('enabled').notNull(),
    state: text('state').$type<CameraState>().notNull(),
    since: at('since').notNull(),
    fault: text('fault').$type<Fault>(),
    requestId: uuid('request_id'),
  },
  (t) => [communityKey(t)],
);

/**
 * Somebody's look at a camera, kept for `LOOKS_KEPT_DAYS`. `who` is their name as it was; `from` is null until the first
 * picture went out, `seen_at` when they were last known to look; of the ticket only the hash is kept.
 */
export const cameraLook = pgTable(
  'camera_look',
  {
    communityId: communityId(),
    id: id(),
    cameraId: uuid('camera_id').notNull(),
    kind: text('kind').$type<'box' | 'relative' | 'staff'>().notNull(),
    viewerId: uuid('viewer_id').notNull(),
    who: text('who').notNull(),
    how: text('how').$type<'still' | 'webrtc' | 'hls'>().notNull(),
    ticketHash: text('ticket_hash').notNull(),
    askedAt: at('asked_at').notNull(),
    from: at('from'),
    seenAt: at('seen_at').notNull(),
    until: at('until'),
    ended: text('ended').$type<LookEnd>(),
  },
  (t) => [communityKey(t), index().on(t.communityId, t.askedAt), index().on(t.ticketHash)],
);
