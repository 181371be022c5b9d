import * as v from 'valibot';
import { ask, defineContract } from '../contract.ts';
import { Id } from '../ids.ts';
import { Instant } from '../time.ts';
import { PhoneHandshake } from '../wire.ts';
import { Name } from './people.ts';

/** What a relative is to the household, as the invitation says. */
export const RELATIONS = ['daughter', 'son', 'grandchild', 'spouse', 'sibling', 'friend', 'carer'] as const;
export type Relation = (typeof RELATIONS)[number];

export const RELATIVE_STATES = ['waiting', 'active', 'revoked', 'expired'] as const;
export type RelativeState = (typeof RELATIVE_STATES)[number];

/** Somebody outside the home who may use the phone page for this household. `waiting`: the invitation was not opened yet. */
export const RelativeView = v.object({
  id: Id,
  relation: v.picklist(RELATIONS),
  /** Their own words on accepting; '' before. */
  name: v.string(),
  state: v.picklist(RELATIVE_STATES),
  /** Is one of their pages connected now? */
  online: v.boolean(),
  invitedAt: Instant,
  lastSeenAt: v.nullable(Instant),
});
export type RelativeView = v.InferOutput<typeof RelativeView>;

/** Where an invitation is opened: the token stands behind `#`, so that it never reaches a server's log. */
export const PHONE_PATH = '/phone/';
/** POST {token} → InvitationSeen: who invites, before anything is accepted. */
export const INVITATION_PATH = '/api/phone/invitation';
/**
 * POST AcceptInput → 204: takes an invitation, once. The secret is made by the phone, as boxes make theirs, so that a
 * reply that was lost can be asked for again: the same token with the same secret is the same deed.
 */
export const ACCEPT_PATH = '/api/phone/accept';
/** An invitation that nobody opens is good for so long, ms. */
export const INVITATION_MS = 7 * 24 * 3_600_000;
/** Relatives of one household, invitations that wait among them. */
export const MOST_RELATIVES = 12;

const Token = v.pipe(v.string(), v.regex(/^[\w-]{20,128}$/));
export const InvitationInput = v.object({ token: Token });
export const InvitationSeen = v.object({
  label: v.string(),
  residents: v.array(v.string()),
  relation: v.picklist(RELATIONS),
  community: v.string(),
});
export type InvitationSeen = v.InferOutput<typeof InvitationSeen>;
export const AcceptInput = v.object({ token: Token, name: Name, secret: PhoneHandshake.entries.secret });

/**
 * An invitation, told once: only the hash of its token is kept. `url` is absolute where the center knows its own address
 * (PUBLIC_URL); else it begins with '/', and whoever shows it puts the address in front that they reach the center by.
 */
export const Invitation = v.object({ relative: RelativeView, url: v.string(), until: Instant });
export type Invitation = v.InferOutput<typeof Invitation>;

const invite = v.object({ relation: v.picklist(RELATIONS) });
const ofRelative = v.object({ relativeId: Id });
const ofHousehold = v.object({ householdId: Id });
const list = v.object({ relatives: v.array(RelativeView) });
const clerks = ['clerk', 'officer', 'admin'] as const;

/** Families: who of them may come by phone, by whose invitation. From the TV, by the household itself, or at the desk. */
export const relatives = defineContract('relatives', {
  asks: {
    /** Who may come by phone to this home. */
    mine: ask({ by: 'box', input: v.object({}), reply: list }),
    /** A new invitation, to be shown as a QR code on the TV. */
    invite: ask({ by: 'box', input: invite, reply: Invitation, changes: true }),
    /** Their phone page stops at once. */
    revoke: ask({ by: 'box', input: ofRelative, reply: RelativeView, changes: true }),

    ofHousehold: ask({ by: clerks, input: ofHousehold, reply: list }),
    inviteFor: ask({
      by: clerks,
      input: v.object({ ...ofHousehold.entries, ...invite.entries }),
      reply: Invitation,
      changes: true,
    }),
    revokeFor: ask({ by: clerks, input: ofRelative, reply: RelativeView, changes: true }),

    /** Who I am here: whose phone page this is, and whom it can call. */
    me: ask({
      by: 'relative',
      input: v.object({}),
      reply: v.object({
        relative: RelativeView,
        /** `online`: one of its boxes is connected. */
        household: v.object({ id: Id, label: v.string(), residents: v.array(v.string()), online: v.boolean() }),
        community: v.string(),
        helpPhone: v.string(),
      }),
    }),
    /** The relative gives their access back. */
    leave: ask({ by: 'relative', input: v.object({}), reply: v.object({}), changes: true }),
  },
  pushes: {
    /** To the household's boxes and the desk: somebody was invited, came, went or was revoked. */
    changed: ofHousehold,
    /** To the relative's pages: a box of the home came or went, or its name has changed. */
    home: v.object({}),
    /** To the relative's pages: it is over. */
    revoked: v.object({}),
  },
});
