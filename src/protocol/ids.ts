import { v7 } from 'uuid';
import * as v from 'valibot';

/** Makes a new identifier: UUIDv7 (RFC 9562), sortable by time of making, made in the app and never by the database. */
export function newId(): string {
  return v7();
}

/** An identifier on the wire. */
export const Id = v.pipe(v.string(), v.uuid());

/**
 * The identifier of one kind of things that belong to somebody: `idOf('request')`. The center looks up whose it is before
 * any handler sees it; see `src/center/merchants/fence.ts`.
 */
export function idOf(kind: string) {
  return v.pipe(v.string(), v.uuid(), v.metadata({ kind }));
}
