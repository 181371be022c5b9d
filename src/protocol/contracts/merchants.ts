import * as v from 'valibot';
import { CATALOGUE, type CatalogueId } from '../catalogue.ts';
import { ask, defineContract } from '../contract.ts';
import { Id, idOf } from '../ids.ts';
import { MERCHANT_KINDS, type MerchantKind } from '../roles.ts';
import { Name } from './people.ts';

const CATALOGUE_IDS = CATALOGUE.map((entry) => entry.id);
const Time = v.pipe(v.string(), v.isoTime());

/** From when to when it is open each day, HH:mm in the community. */
export const MerchantHours = v.object({ from: Time, to: Time });
export type MerchantHours = v.InferOutput<typeof MerchantHours>;

const MerchantInput = v.object({
  kind: v.picklist(MERCHANT_KINDS),
  name: Name,
  place: Name,
  /** Empty where there is none. */
  phone: v.pipe(v.string(), v.trim(), v.regex(/^([\d\- ]{3,20})?$/)),
  hours: MerchantHours,
  services: v.array(v.picklist(CATALOGUE_IDS)),
  open: v.boolean(),
});

/** A canteen, shop, market or courier that serves the community. */
export const Merchant = v.object({ id: Id, merchantId: Id, ...MerchantInput.entries });
export type Merchant = v.InferOutput<typeof Merchant>;

/** What a merchant of each kind can serve. */
export const KIND_SERVICES: Readonly<Record<MerchantKind, readonly CatalogueId[]>> = {
  canteen: ['meals'],
  shop: ['shop', 'offers'],
  market: ['market'],
  courier: ['parcels'],
};

/** Merchants are tenants of the community: each has its own people, data and statements, and sees nobody else's. */
export const merchants = defineContract('merchants', {
  asks: {
    /** All merchants, by kind and name, with how many people each has. */
    list: ask({
      by: ['admin', 'clerk'],
      input: v.object({}),
      reply: v.object({ merchants: v.array(v.object({ ...Merchant.entries, people: v.number() })) }),
    }),
    /** Makes or changes one; what kind it is stays as it is. Refused `invalid` for a service that its kind cannot serve. */
    save: ask({
      by: ['admin'],
      input: v.object({ id: v.optional(Id), ...MerchantInput.entries }),
      reply: Merchant,
      changes: true,
    }),
    /** A merchant's own entry. */
    own: ask({
      by: MERCHANT_KINDS,
      input: v.object({ merchantId: idOf('merchant') }),
      reply: Merchant,
      merchants: true,
    }),
    /** What a merchant may change of itself: it opens or closes for the day, moves its hours, has another telephone. */
    saveOwn: ask({
      by: MERCHANT_KINDS,
      input: v.object({
        merchantId: idOf('merchant'),
        phone: MerchantInput.entries.phone,
        hours: MerchantHours,
        open: v.boolean(),
      }),
      reply: Merchant,
      changes: true,
      merchants: true,
    }),
  },
  pushes: {
    /** To admins and the merchant's own people: it has changed. */
    changed: v.object({ merchantId: Id }),
  },
});
