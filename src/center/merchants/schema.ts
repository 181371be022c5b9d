import { boolean, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { MerchantHours } from '../../protocol/contracts/merchants.ts';
import type { MerchantKind } from '../../protocol/roles.ts';
import { communityId, id } from '../database/columns.ts';

/** A tenant of the community. `services` are the ids of those that it serves; one that is not `open` is in no service. */
export const merchant = pgTable(
  'merchant',
  {
    communityId: communityId(),
    id: id(),
    kind: text('kind').$type<MerchantKind>().notNull(),
    name: text('name').notNull(),
    place: text('place').notNull(),
    phone: text('phone').notNull().default(''),
    hours: jsonb('hours').$type<MerchantHours>().notNull(),
    services: text('services').array().notNull(),
    open: boolean('open').notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] })],
);
