import type { box } from '../../protocol/contracts/box.ts';
import type { CatchUp } from '../../protocol/wire.ts';
import { scopesOf } from '../actor.ts';
import type { Database } from '../database/database.ts';
import type { Absent } from '../feed/catch-up.ts';
import type { ReceiptBook } from '../feed/receipts.ts';
import type { Gathered } from '../gather.ts';
import { enrolmentCode } from '../identity/boxes.ts';
import { addressOf, residentsOf } from '../identity/households.ts';
import type { Handlers } from '../serve.ts';
import { communityOf, weatherNow } from './notice.ts';

/** The asks that every box has, whatever services there are. */
export function boxHandlers(
  db: Database,
  receipts: ReceiptBook,
  missed: Gathered<Absent, CatchUp>,
): Handlers<typeof box> {
  return {
    enrol: (reading, actor) => enrolmentCode(db, actor, reading.now),

    async home(reading, actor) {
      const { communityId, householdId } = actor;
      const own = await communityOf(reading);
      const address = await addressOf(reading.db, communityId, householdId);
      const residents = await residentsOf(reading.db, communityId, householdId);
      return {
        community: { name: own.name, helpPhone: own.helpPhone, sample: own.sample },
        household: { id: householdId, label: address.label },
        residents: residents.map(({ id, name, salutation }) => ({ id, name, salutation })),
        services: own.services,
        weather: await weatherNow(reading, own.weather),
        line: own.line,
      };
    },

    catchup: (_, actor, { cursors }) =>
      missed.ask({ communityId: actor.communityId, scopes: scopesOf(actor), cursors }),

    async receipts(_, actor, { items }) {
      await receipts.add(actor.communityId, actor.boxId, items);
      return { stored: items.length };
    },
  };
}
