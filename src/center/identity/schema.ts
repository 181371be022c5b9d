import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Weather } from '../../protocol/contracts/box.ts';
import type { ConsentKind } from '../../protocol/contracts/consents.ts';
import type { BuildingShape, MapFeature } from '../../protocol/contracts/map.ts';
import type { Contact, Diet, HouseholdKind } from '../../protocol/contracts/people.ts';
import type { Relation } from '../../protocol/contracts/relatives.ts';
import type { ChainStep, Responder } from '../../protocol/contracts/responders.ts';
import type { Role } from '../../protocol/roles.ts';
import type { BoxMode } from '../../protocol/wire.ts';
import { at, communityId, id } from '../database/columns.ts';

/**
 * `services` are the ids of those switched on, in the order of the shelves. `weather` is what staff wrote. `district` is
 * the one it belongs to, with the 12-digit area code of GB/T 2260 and below. `map` holds what the community's map shows
 * besides buildings. `sampled` are the services whose sample data has been made, in a sample community.
 */
export const community = pgTable('community', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  district: jsonb('district').$type<{ code: string; name: string }>(),
  helpPhone: text('help_phone').notNull(),
  sample: boolean('sample').notNull(),
  services: text('services').array().notNull(),
  sampled: text('sampled').array().notNull().default([]),
  line: text('line'),
  weather: jsonb('weather').$type<Weather>(),
  map: jsonb('map').$type<MapFeature[]>().notNull().default([]),
  supervisor: jsonb('supervisor').$type<Responder>(),
});

/** `place` orders buildings in lists; `shape` is where the building stands, null while nobody has told. */
export const building = pgTable(
  'building',
  {
    communityId: communityId(),
    id: id(),
    name: text('name').notNull(),
    place: integer('place').notNull(),
    shape: jsonb('shape').$type<BuildingShape>(),
    gridWorker: jsonb('grid_worker').$type<Responder>(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] })],
);

/**
 * Who has boxes: a home, or (`kind` public) a place such as a lobby, where nobody lives and nobody is called.
 * `door` is the part of the address behind the building ('2门301'); `access` how a responder gets in; `box_off_at_night`
 * that they switch the box off each night. `chain` is the household's own way of escalation, in the order of its seconds;
 * without one it has the usual.
 */
export const household = pgTable(
  'household',
  {
    communityId: communityId(),
    id: id(),
    kind: text('kind').$type<HouseholdKind>().notNull().default('home'),
    buildingId: uuid('building_id').notNull(),
    door: text('door').notNull(),
    access: text('access').notNull(),
    boxOffAtNight: boolean('box_off_at_night').notNull().default(false),
    contacts: jsonb('contacts').$type<Contact[]>().notNull(),
    chain: jsonb('chain').$type<ChainStep[]>(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] }), index().on(t.communityId, t.buildingId)],
);

export const resident = pgTable(
  'resident',
  {
    communityId: communityId(),
    id: id(),
    householdId: uuid('household_id').notNull(),
    name: text('name').notNull(),
    salutation: text('salutation').notNull(),
    birthYear: integer('birth_year').notNull(),
    diet: jsonb('diet').$type<Diet>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] }), index().on(t.communityId, t.householdId)],
);

/** Apart from `resident`, so that no list of people carries it by accident. */
export const medicalCard = pgTable(
  'medical_card',
  {
    communityId: communityId(),
    residentId: uuid('resident_id').notNull(),
    conditions: text('conditions').notNull(),
    allergies: text('allergies').notNull(),
    medicines: text('medicines').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.residentId] })],
);

/** A set-top box or browser that belongs to a household. Of its secret only the hash is kept. */
export const box = pgTable(
  'box',
  {
    communityId: communityId(),
    id: id(),
    householdId: uuid('household_id').notNull(),
    name: text('name').notNull(),
    secretHash: text('secret_hash').notNull(),
    enrolledAt: at('enrolled_at').notNull(),
    lastSeenAt: at('last_seen_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.id] }),
    index().on(t.communityId, t.householdId),
    index().on(t.secretHash),
  ],
);

/** A box without a household, waiting for a clerk to type its code. Of no community yet. */
export const newcomer = pgTable('newcomer', {
  secretHash: text('secret_hash').primaryKey(),
  mode: text('mode').$type<BoxMode>().notNull().default('tv'),
  code: text('code').notNull().unique(),
  expiresAt: at('expires_at').notNull(),
});

/** `login` is unique over all communities: the login page does not ask for one. */
export const staff = pgTable('staff', {
  id: uuid('id').primaryKey(),
  communityId: communityId(),
  login: text('login').notNull().unique(),
  name: text('name').notNull(),
  roles: text('roles').array().$type<Role[]>().notNull(),
  /** The merchant whose people they are; null for the community's own staff. */
  merchantId: uuid('merchant_id'),
  passwordHash: text('password_hash').notNull(),
  disabledAt: at('disabled_at'),
});

/** A signed-in browser; the cookie holds the token, the table its hash. */
export const staffSession = pgTable(
  'staff_session',
  {
    tokenHash: text('token_hash').primaryKey(),
    communityId: communityId(),
    staffId: uuid('staff_id').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [index().on(t.staffId)],
);

/**
 * Somebody outside the home who may come by phone. Of the invitation's token and of the phone's secret only hashes are
 * kept. Without a secret it waits, until `expires_at`; `revoked_at` ends it for good, by whomever.
 */
export const relative = pgTable(
  'relative',
  {
    communityId: communityId(),
    id: id(),
    householdId: uuid('household_id').notNull(),
    relation: text('relation').$type<Relation>().notNull(),
    name: text('name').notNull().default(''),
    tokenHash: text('token_hash').notNull(),
    secretHash: text('secret_hash'),
    invitedAt: at('invited_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    acceptedAt: at('accepted_at'),
    lastSeenAt: at('last_seen_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.id] }),
    index().on(t.communityId, t.householdId),
    index().on(t.tokenHash),
    index().on(t.secretHash),
  ],
);

/** What a household has agreed to, and to which words. Rows are never deleted: `withdrawn_at` ends one. */
export const consent = pgTable(
  'consent',
  {
    communityId: communityId(),
    id: id(),
    householdId: uuid('household_id').notNull(),
    kind: text('kind').$type<ConsentKind>().notNull(),
    subject: text('subject').notNull(),
    wording: text('wording').notNull(),
    givenAt: at('given_at').notNull(),
    givenBy: text('given_by').notNull(),
    words: text('words').notNull(),
    withdrawnAt: at('withdrawn_at'),
    withdrawnBy: text('withdrawn_by'),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] }), index().on(t.communityId, t.householdId)],
);
