import { v7 } from 'uuid';
import * as v from 'valibot';

/** Makes a new identifier: UUIDv7 (RFC 9562), sortable by time of making, made in the app and never by the database. */
export function newId(): string {
  return v7();
}

/** An identifier on the wire. */
export const Id = v.pipe(v.string(), v.uuid());
