import * as v from 'valibot';
import { ask, defineContract } from '../contract.ts';
import { Id } from '../ids.ts';
import { Instant } from '../time.ts';
import { keepers } from './people.ts';

/**
 * What a household may agree to, each in words that its residents have seen (`house.consent.<kind>`):
 * - `sos-camera` in an alarm the officer also sees through the camera of the room
 * - `answer-sound`, `answer-camera` calls of one contact (the subject) answer themselves after a countdown
 */
export const CONSENT_KINDS = ['sos-camera', 'answer-sound', 'answer-camera'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** The edition of the words now in the catalogue; raised when they change in meaning. Older consents go on holding. */
export const CONSENT_WORDING = '2026-11';

/** A contact as a consent names it: 'relative:<id>' or 'household:<id>'; '' where the kind is about no contact. */
const Subject = v.pipe(v.string(), v.maxLength(80), v.regex(/^((relative|household):[\w-]+)?$/));

export const ConsentView = v.object({
  id: Id,
  kind: v.picklist(CONSENT_KINDS),
  subject: Subject,
  wording: v.string(),
  givenAt: Instant,
  /** Who gave it: 'resident' at the television, or the name of the member of staff who wrote it down. */
  givenBy: v.string(),
  /** How the household told its wish, where staff wrote it down. */
  words: v.string(),
  withdrawnAt: v.nullable(Instant),
  withdrawnBy: v.nullable(v.string()),
});
export type ConsentView = v.InferOutput<typeof ConsentView>;

const given = { kind: v.picklist(CONSENT_KINDS), subject: v.optional(Subject, ''), wording: v.string() };
const ofHousehold = { householdId: Id };
const someWords = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const list = v.object({ consents: v.array(ConsentView) });

/** What households have agreed to: who, when, to which words. Every one can be withdrawn, and none is ever deleted. */
export const consents = defineContract('consents', {
  asks: {
    /** Those that hold. */
    mine: ask({ by: 'box', input: v.object({}), reply: list }),
    /**
     * Refused `conflict` when other words than the catalogue's were shown. Given twice it is one. A contact's calls
     * answer themselves in one way: `answer-sound` takes back the contact's `answer-camera`, and the other way round.
     */
    give: ask({ by: 'box', input: v.object(given), reply: ConsentView, changes: true }),
    /** From now on; what runs by it is not ended. */
    withdraw: ask({ by: 'box', input: v.object({ consentId: Id }), reply: ConsentView, changes: true }),

    /** All of them, withdrawn ones too, newest first. */
    ofHousehold: ask({ by: keepers, input: v.object(ofHousehold), reply: list }),
    /** As `give`. */
    giveFor: ask({
      by: keepers,
      input: v.object({ ...ofHousehold, ...given, words: someWords }),
      reply: ConsentView,
      changes: true,
    }),
    withdrawFor: ask({ by: keepers, input: v.object({ consentId: Id }), reply: ConsentView, changes: true }),
  },
  pushes: {
    /** To the household's boxes and its keepers. */
    changed: v.object(ofHousehold),
  },
});
