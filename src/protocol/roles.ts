/**
 * What a member of staff may do. A person holds one or more.
 * officer: duty desk and calls for help · clerk: households and boxes · broadcaster: writes warnings ·
 * approver: approves warnings · teacher: classes · admin: staff accounts and everything about set-up ·
 * canteen, shop, market, courier: what a merchant of that kind does; see `MERCHANT_KINDS`
 */
export const ROLES = [
  'officer',
  'clerk',
  'broadcaster',
  'approver',
  'canteen',
  'shop',
  'market',
  'courier',
  'teacher',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** Kinds of merchants. The people of one hold the role of its name, and no other. */
export const MERCHANT_KINDS = ['canteen', 'shop', 'market', 'courier'] as const satisfies readonly Role[];
export type MerchantKind = (typeof MERCHANT_KINDS)[number];

/** What only the community's own staff hold. */
export const COMMUNITY_ROLES = [
  'officer',
  'clerk',
  'broadcaster',
  'approver',
  'teacher',
  'admin',
] as const satisfies readonly Role[];

/** Staff who may be in a call. */
export const CALLED_ROLES = ['officer', 'admin'] as const satisfies readonly Role[];
