import type { Role } from '../protocol/roles.ts';
import type { FeedBody, FeedName, PushBody, PushName } from '../protocol/services.ts';
import type { FeedMessage } from '../protocol/wire.ts';
import { type Actor, actorId, memberRoom, merchantRoom, relativeRoom, staffRoom } from './actor.ts';
import { append, type Deed } from './audit/audit.ts';
import type { Connectors } from './connectors/connectors.ts';
import { type Database, inTransaction, type Queries, type Tx } from './database/database.ts';
import { appendFeed } from './feed/feed.ts';
import type { Log } from './log.ts';
import type { Ffmpeg } from './media/ffmpeg.ts';
import type { Vault } from './vault/vault.ts';

/** Where news goes once it is committed; io implements it, tests may listen. */
export interface NewsOutlet {
  toBoxes(room: string, name: PushName, body: unknown): void;
  toStaff(rooms: readonly string[], name: PushName, body: unknown): void;
  toPhones(room: string, name: PushName, body: unknown): void;
  /** Lasting news to the boxes of its scope. */
  feed(communityId: string, message: FeedMessage): void;
  /** Cuts a box's connections off: revoked, or enrolled and to come back with its new rights. */
  dropBox(room: string, why: 'box:revoked' | 'box:enrolled'): void;
  /** Cuts all consoles of a member of staff off. */
  dropStaff(room: string): void;
  /** Cuts all phone pages of a relative off. */
  dropPhones(room: string): void;
  /** Is a box connected here? */
  isOnline(boxId: string): boolean;
  /** Is a console connected here in this room? */
  hasStaff(room: string): boolean;
  /** Is a phone page connected here in this room? */
  hasPhone(room: string): boolean;
  /** Is anybody of this room (a household's boxes, a relative's phones, staff) connected here or at another process? Takes up to a second where others must be asked. */
  reaches(room: string): Promise<boolean>;
}

/** What work needs of the center around it. */
export interface WorkPlace {
  readonly db: Database;
  readonly news: NewsOutlet;
  readonly log: Log;
  readonly connectors: Connectors;
  readonly vault: Vault;
  readonly ffmpeg: Ffmpeg;
  /** Absolute path of the folder for files that are too large for the database; each service has a folder of its own in it. */
  readonly filesDir: string;
  /** Origins besides the center's own that screens may fetch pictures from, by service. */
  readonly pictureOrigins: Map<string, readonly string[]>;
  /** Whether the sample community's films and channels are to be made; they cost a new machine some seconds of work. */
  readonly sampleMedia: boolean;
  readonly clock: () => Date;
  /** The timers' scheduler looks again: something may be due earlier than it thinks. */
  readonly nudge: () => void;
}

/** What a handler that only reads gets. */
export interface Reading {
  readonly db: Queries;
  readonly communityId: string;
  /** ISO time of the ask. */
  readonly now: string;
  readonly log: Log;
  readonly connectors: Connectors;
  readonly vault: Vault;
  isOnline(boxId: string): boolean;
  /** Is a console of this member of staff connected? */
  isStaffOnline(staffId: string): boolean;
  /** Is a phone page of this relative connected? */
  isPhoneOnline(relativeId: string): boolean;
  /** Is anybody connected in this room, at whatever process of the center? */
  reaches(room: string): Promise<boolean>;
}

/**
 * One unit of work: a transaction, the time it happens at, and the news it makes. News leaves only after the commit;
 * when the transaction fails there was none.
 */
export interface Work extends Reading {
  readonly tx: Tx;
  /** Passing news to boxes in a room (a scope of the feed). */
  tellBoxes<N extends PushName>(room: string, name: N, body: PushBody<N>): void;
  /**
   * Passing news to the consoles of the community's own staff with any of these roles, and to those of the merchant whose
   * things it is about.
   */
  tellStaff<N extends PushName>(roles: readonly Role[], name: N, body: PushBody<N>, merchantId?: string | null): void;
  /** Passing news to the consoles of one member of staff. */
  tellMember<N extends PushName>(staffId: string, name: N, body: PushBody<N>): void;
  /** Passing news to one relative's phone pages. */
  tellPhones<N extends PushName>(relativeId: string, name: N, body: PushBody<N>): void;
  /**
   * Lasting news: numbered in this transaction. Gives the message's id (the given one, or a new one). A body that holds
   * its own number is made from it.
   */
  publish<N extends FeedName>(
    scope: string,
    name: N,
    body: FeedBody<N> | ((seq: number) => FeedBody<N>),
    options?: { id?: string; expiresAt?: string },
  ): Promise<string>;
  /** Writes into the audit who did or saw what; last in the transaction, since the chain lets one through at a time. */
  audit(by: Actor | 'center', deed: string, subject: string, detail?: unknown): void;
  /** Runs after the commit. Only for what is a hint; what must happen is a timer. */
  afterCommit(step: (place: WorkPlace) => void): void;
}

/** Does one unit of work in one transaction and lets its news out after the commit. */
export async function doWork<T>(place: WorkPlace, communityId: string, fn: (work: Work) => Promise<T>): Promise<T> {
  let steps: Step[] = [];
  const result = await inTransaction(place.db, async (tx) => {
    // A retried transaction starts with no news of its first try.
    steps = [];
    const deeds: Deed[] = [];
    const value = await fn(workOn(place, tx, communityId, steps, deeds));
    for (const deed of deeds) await append(tx, deed);
    return value;
  });
  for (const step of steps) step(place);
  return result;
}

type Step = (place: WorkPlace) => void;

/** For handlers that only read: no transaction. */
export function readingOn(place: WorkPlace, communityId: string, db: Queries = place.db): Reading {
  return {
    db,
    communityId,
    now: place.clock().toISOString(),
    log: place.log,
    connectors: place.connectors,
    vault: place.vault,
    isOnline: (boxId) => place.news.isOnline(boxId),
    isPhoneOnline: (relativeId) => place.news.hasPhone(relativeRoom(relativeId)),
    reaches: (room) => place.news.reaches(room),
    isStaffOnline: (staffId) => place.news.hasStaff(memberRoom(communityId, staffId)),
  };
}

function workOn(place: WorkPlace, tx: Tx, communityId: string, steps: Step[], deeds: Deed[]): Work {
  const reading = readingOn(place, communityId, tx);
  return {
    ...reading,
    tx,
    tellBoxes: (room, name, body) => void steps.push(({ news }) => news.toBoxes(room, name, body)),
    tellStaff: (roles, name, body, merchantId) => {
      const rooms = roles.map((role) => staffRoom(communityId, role));
      if (merchantId) rooms.push(merchantRoom(communityId, merchantId));
      steps.push(({ news }) => news.toStaff(rooms, name, body));
    },
    tellMember: (staffId, name, body) =>
      void steps.push(({ news }) => news.toStaff([memberRoom(communityId, staffId)], name, body)),
    tellPhones: (relativeId, name, body) =>
      void steps.push(({ news }) => news.toPhones(relativeRoom(relativeId), name, body)),
    publish: async (scope, name, body, options = {}) => {
      const message = await appendFeed(tx, { communityId, scope, name, body, at: reading.now, ...options });
      steps.push(({ news }) => news.feed(communityId, message));
      return message.id;
    },
    audit: (by, deed, subject, detail) => {
      const actor = by === 'center' ? { kind: 'center', id: '' } : { kind: by.kind, id: actorId(by) };
      deeds.push({ communityId, at: reading.now, actor, deed, subject, detail });
    },
    afterCommit: (step) => void steps.push(step),
  };
}
