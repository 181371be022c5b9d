/**
 * What a member of staff may do. A person holds one or more.
 * officer: duty desk and calls for help · clerk: households and boxes · broadcaster: writes warnings ·
 * approver: approves warnings · canteen: meals · teacher: classes · admin: staff accounts and everything about set-up
 */
export const ROLES = ['officer', 'clerk', 'broadcaster', 'approver', 'canteen', 'teacher', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Staff who may be in a call. */
export const CALLED_ROLES = ['officer', 'admin'] as const satisfies readonly Role[];
