import * as v from 'valibot';
import { ask, defineContract } from '../contract.ts';
import { Id } from '../ids.ts';
import { ROLES } from '../roles.ts';
import { type Day, Instant } from '../time.ts';
import { Weather } from './box.ts';
import { Sentence, StaffMember } from './desk.ts';
import { CommunityMap } from './map.ts';

/** Words that a form may carry. */
const Line = v.pipe(v.string(), v.trim(), v.maxLength(60));
export const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(30));
export const Phone = v.pipe(v.string(), v.trim(), v.regex(/^[\d\- ]{3,20}$/));

/** What a person may or will not eat: marks that their dishes must have, and allergens that they must not. */
export const DIET_MARKS = ['low-salt', 'low-sugar', 'soft', 'halal'] as const;
export const ALLERGENS = ['peanut', 'egg', 'milk', 'soy', 'wheat', 'fish', 'shellfish', 'sesame'] as const;
export const Diet = v.object({ needs: v.array(v.picklist(DIET_MARKS)), avoids: v.array(v.picklist(ALLERGENS)) });
export type Diet = v.InferOutput<typeof Diet>;

/** What a responder must know at the door; shown only for an incident, and the look is logged. */
export const MedicalCard = v.object({
  conditions: v.pipe(v.string(), v.maxLength(400)),
  allergies: v.pipe(v.string(), v.maxLength(400)),
  medicines: v.pipe(v.string(), v.maxLength(400)),
});
export type MedicalCard = v.InferOutput<typeof MedicalCard>;

export const ResidentInput = v.object({
  name: Name,
  salutation: Name,
  birthYear: v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2030)),
  diet: Diet,
});

export const Resident = v.object({ id: Id, ...ResidentInput.entries });
export type Resident = v.InferOutput<typeof Resident>;

export const Contact = v.object({ name: Name, relation: Line, phone: Phone });
export type Contact = v.InferOutput<typeof Contact>;

/**
 * How a box that is gone stands: on its way back after a short break, suspect, dark (somebody is to see to it), or switched
 * off for the night as its household does.
 */
export const GONE_STATES = ['returning', 'suspect', 'dark', 'asleep'] as const;
export type GoneState = (typeof GONE_STATES)[number];

/** Why a box was gone: its line was lost, the center was away itself, or it was revoked before it came back. */
export const SPELL_CAUSES = ['lost', 'center', 'revoked'] as const;
export type SpellCause = (typeof SPELL_CAUSES)[number];

/** `never`: enrolled, but not seen yet. `goneSince` is null while it is on line. */
export const BoxView = v.object({
  id: Id,
  name: v.string(),
  online: v.boolean(),
  state: v.picklist(['online', 'never', ...GONE_STATES]),
  goneSince: v.nullable(Instant),
  lastSeenAt: v.nullable(Instant),
  enrolledAt: Instant,
  revokedAt: v.nullable(Instant),
});
export type BoxView = v.InferOutput<typeof BoxView>;

/** A home; or a public place such as a lobby, whose boxes are screens for whoever passes. It has neither residents nor contacts. */
export const HOUSEHOLD_KINDS = ['home', 'public'] as const;
export type HouseholdKind = (typeof HOUSEHOLD_KINDS)[number];

export const HouseholdView = v.object({
  id: Id,
  kind: v.picklist(HOUSEHOLD_KINDS),
  buildingId: Id,
  building: v.string(),
  door: v.string(),
  label: v.string(),
  access: v.string(),
  boxOffAtNight: v.boolean(),
  contacts: v.array(Contact),
  residents: v.array(Resident),
  boxes: v.array(BoxView),
  walletFen: v.number(),
});
export type HouseholdView = v.InferOutput<typeof HouseholdView>;

/** Roles that see households. */
export const keepers = ['clerk', 'officer', 'admin'] as const;

/** Residents, households and boxes, as clerks keep them; and the staff, as the admin keeps them. */
export const people = defineContract('people', {
  asks: {
    buildings: ask({
      by: ROLES,
      input: v.object({}),
      reply: v.object({ buildings: v.array(v.object({ id: Id, name: v.string(), households: v.number() })) }),
    }),
    /** The community's map; buildings whose place is not known are left out. */
    map: ask({ by: ROLES, input: v.object({}), reply: v.object({ map: CommunityMap }) }),
    /**
     * Puts a new map in the place of the old one. Outlines and entrances go to the buildings of their names. Nothing is
     * saved while there are `faults`: what is wrong, with the number of the feature from 1, or 0 for the whole.
     */
    saveMap: ask({
      by: ['clerk', 'admin'],
      input: v.object({ map: CommunityMap }),
      reply: v.object({
        saved: v.boolean(),
        faults: v.array(v.object({ feature: v.number(), ...Sentence.entries })),
      }),
      changes: true,
    }),
    /** At most 100, in order of building and door; `search` matches doors and names, `gone` those with a suspect or dark box. */
    households: ask({
      by: keepers,
      input: v.object({ search: v.optional(Line), buildingId: v.optional(Id), gone: v.optional(v.boolean()) }),
      reply: v.object({ households: v.array(HouseholdView), more: v.boolean() }),
    }),
    saveHousehold: ask({
      by: ['clerk', 'admin'],
      input: v.object({
        id: v.optional(Id),
        /** Of a new one; what a household is stays as it is. */
        kind: v.optional(v.picklist(HOUSEHOLD_KINDS), 'home'),
        buildingId: Id,
        door: Name,
        access: Line,
        /** It switches its box off every night: nobody looks for it between 21:00 and 07:00. */
        boxOffAtNight: v.optional(v.boolean(), false),
        contacts: v.pipe(v.array(Contact), v.maxLength(6)),
      }),
      reply: HouseholdView,
      changes: true,
    }),
    saveResident: ask({
      by: ['clerk', 'admin'],
      input: v.object({ id: v.optional(Id), householdId: Id, ...ResidentInput.entries }),
      reply: HouseholdView,
      changes: true,
    }),
    /** The look is written to the audit. */
    medicalCard: ask({
      by: ['clerk', 'admin'],
      input: v.object({ residentId: Id }),
      reply: MedicalCard,
      changes: true,
    }),
    saveMedicalCard: ask({
      by: ['clerk', 'admin'],
      input: v.object({ residentId: Id, ...MedicalCard.entries }),
      reply: MedicalCard,
      changes: true,
    }),
    /** Joins the box that shows this code on its screen to a household: a television to a home, a screen to a public place. */
    claimBox: ask({
      by: ['clerk', 'admin'],
      input: v.object({ code: v.pipe(v.string(), v.regex(/^\d{6}$/)), householdId: Id, name: Name }),
      reply: HouseholdView,
      changes: true,
    }),
    /** Takes the secret of a box back; it is cut off at once. */
    revokeBox: ask({ by: ['clerk', 'admin'], input: v.object({ boxId: Id }), reply: HouseholdView, changes: true }),
    /** Today's weather and the message line of the home page. */
    saveNotice: ask({
      by: ['clerk', 'officer', 'admin'],
      input: v.object({
        line: v.nullable(Line),
        weather: v.nullable(v.pick(Weather, ['kind', 'low', 'high'])),
      }),
      reply: v.object({ line: v.nullable(v.string()), weather: v.nullable(Weather) }),
      changes: true,
    }),
    notice: ask({
      by: ROLES,
      input: v.object({}),
      reply: v.object({ line: v.nullable(v.string()), weather: v.nullable(Weather) }),
    }),
    staff: ask({
      by: ['admin'],
      input: v.object({}),
      reply: v.object({
        staff: v.array(
          v.object({
            ...StaffMember.entries,
            merchantId: v.nullable(Id),
            login: v.string(),
            disabledAt: v.nullable(Instant),
          }),
        ),
      }),
    }),
    /** Makes or changes an account; a new one needs a password, a changed one may have a new one. Roles and disabling act at once. */
    saveStaff: ask({
      by: ['admin'],
      input: v.object({
        id: v.optional(Id),
        login: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9.-]{1,30}$/)),
        name: Name,
        /** Of a merchant's account the role of the merchant's kind counts, whatever stands here. */
        roles: v.array(v.picklist(ROLES)),
        merchantId: v.optional(v.nullable(Id), null),
        password: v.optional(v.pipe(v.string(), v.minLength(10), v.maxLength(200))),
        disabled: v.boolean(),
      }),
      reply: StaffMember,
      changes: true,
    }),
  },
  pushes: {
    /** A household, its residents or one of its boxes has changed (a box came on line, was revoked …). */
    household: v.object({ householdId: Id }),
    /** The community has a new map. */
    map: v.object({}),
  },
});

/** A person's age in whole years by the calendar year, as subsidies count it. */
export function ageOn(birthYear: number, day: v.InferOutput<typeof Day>): number {
  return Number(day.slice(0, 4)) - birthYear;
}
