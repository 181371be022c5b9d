import { boolean, customType, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, communityId, id } from '../../center/database/columns.ts';
import type { Audience, Draft, Hazard, Holder, KINDS, Level, MessageState, Reason, SignedText } from './protocol.ts';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/**
 * A broadcast from its draft to its end; `id` is also the id of its message in the feed, by which receipts are counted.
 * `content` is the exact text that is signed, `hash` its SHA-256. `cap` is what a source sent in, as it came.
 */
export const message = pgTable(
  'broadcast_message',
  {
    communityId: communityId(),
    id: id(),
    state: text('state').$type<MessageState>().notNull(),
    kind: text('kind').$type<(typeof KINDS)[number]>().notNull(),
    draft: jsonb('draft').$type<Draft>().notNull(),
    audienceName: text('audience_name').notNull(),
    authorId: uuid('author_id'),
    author: text('author').notNull(),
    sourceId: uuid('source_id'),
    identifier: text('identifier'),
    cap: text('cap'),
    savedAt: at('saved_at').notNull(),
    content: text('content'),
    hash: text('hash'),
    words: text('words'),
    boxes: integer('boxes').notNull(),
    sentAt: at('sent_at'),
    expiresAt: at('expires_at'),
    stoppedAt: at('stopped_at'),
    replacedBy: uuid('replaced_by'),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.id] }),
    index().on(t.communityId, t.savedAt),
    index().on(t.communityId, t.sourceId, t.identifier),
  ],
);

/** Who has signed a message's content, with which key and proof. */
export const approval = pgTable(
  'broadcast_approval',
  {
    communityId: communityId(),
    messageId: uuid('message_id').notNull(),
    key: text('key').notNull(),
    holder: jsonb('holder').$type<Holder>().notNull(),
    signature: text('signature').notNull(),
    certificate: jsonb('certificate').$type<SignedText>().notNull(),
    signedAt: at('signed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.messageId, t.key] })],
);

/** A key of a person's browser or of a source, until the root has certified it, and after. */
export const signer = pgTable(
  'broadcast_signer',
  {
    communityId: communityId(),
    key: text('key').notNull(),
    holderId: uuid('holder_id').notNull(),
    holder: jsonb('holder').$type<Holder>().notNull(),
    certificate: jsonb('certificate').$type<SignedText>(),
    askedAt: at('asked_at').notNull(),
    expiresAt: at('expires_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.key] }), index().on(t.communityId, t.holderId)],
);

/** The chain of key statements that boxes follow; only ever added to. */
export const statement = pgTable(
  'broadcast_statement',
  {
    communityId: communityId(),
    serial: integer('serial').notNull(),
    text: text('text').notNull(),
    key: text('key').notNull(),
    signature: text('signature').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.serial] })],
);

export const template = pgTable(
  'broadcast_template',
  {
    communityId: communityId(),
    id: id(),
    name: text('name').notNull(),
    hazard: text('hazard').$type<Draft['hazard'] & string>().notNull(),
    level: text('level').$type<Level>().notNull(),
    headline: text('headline').notNull(),
    body: text('body').notNull(),
    /** Half hours that it stays valid. */
    halfHours: integer('half_hours').notNull(),
    approvedBy: text('approved_by'),
    retired: boolean('retired').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] })],
);

/** Somebody else's system that warns by CAP. Of its token only the hash is kept. */
export const source = pgTable(
  'broadcast_source',
  {
    communityId: communityId(),
    id: id(),
    name: text('name').notNull(),
    hazards: jsonb('hazards').$type<Hazard[]>().notNull(),
    levels: jsonb('levels').$type<Level[]>().notNull(),
    audience: jsonb('audience').$type<Audience>().notNull(),
    rule: text('rule').$type<'draft' | 'send'>().notNull(),
    pollUrl: text('poll_url'),
    tokenHash: text('token_hash').notNull(),
    enabled: boolean('enabled').notNull(),
    polledAt: at('polled_at'),
    trouble: text('trouble').notNull(),
    heardAt: at('heard_at'),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] }), index().on(t.tokenHash)],
);

/** What boxes refused to show, one row for a message and a reason, under the id of its alarm in the queue. */
export const incident = pgTable(
  'broadcast_incident',
  {
    communityId: communityId(),
    id: id(),
    messageId: uuid('message_id').notNull(),
    reason: text('reason').$type<Reason>().notNull(),
    key: text('key').notNull(),
    text: text('text').notNull(),
    boxIds: uuid('box_ids').array().notNull(),
    firstAt: at('first_at').notNull(),
    lastAt: at('last_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] }), index().on(t.communityId, t.messageId, t.reason)],
);

/** A household that is called or visited about a broadcast, under the id of its request in the queue. */
export const followUp = pgTable(
  'broadcast_follow_up',
  {
    communityId: communityId(),
    id: id(),
    messageId: uuid('message_id').notNull(),
    householdId: uuid('household_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] }), index().on(t.communityId, t.messageId)],
);

/** Pictures and voices by their SHA-512 (hex). */
export const media = pgTable(
  'broadcast_media',
  {
    communityId: communityId(),
    hash: text('hash').notNull(),
    type: text('type').notNull(),
    bytes: bytes('bytes').notNull(),
    savedAt: at('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.hash] })],
);
