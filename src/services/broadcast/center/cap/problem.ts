import type { TextParams } from '../../../../protocol/reply.ts';
import { fill, type Language, type TextTable } from '../../../../protocol/text.ts';
import { capText } from '../../cap-text.ts';

/** Why a message is refused. Ids are stable: they are in answers to senders, in records and in statistics. */
export const CAP_RULES = [
  // the bytes
  'tooLarge',
  'empty',
  'notXml',
  'utf16',
  'notUtf8',
  'declaredEncoding',
  'xmlVersion',
  'illegalCharacter',
  // XML that this receiver does not take
  'doctype',
  'entity',
  'processingInstruction',
  'commentInValue',
  'signatures',
  'tooDeep',
  // well-formed, CAP 1.2, and as its schema says
  'malformed',
  'oldVersion',
  'notCap',
  'schema',
  'unchecked',
  'unknownElement',
  'misplacedElement',
  'repeatedElement',
  'missingElement',
  'attribute',
  'strayText',
  'emptyValue',
  'wrongValue',
  'wrongNumber',
  // beyond the schema
  'forbiddenCharacter',
  'timeUtc',
  'timeNoOffset',
  'timeForm',
  'timeImpossible',
  'language',
  'mimeType',
  'derefUriTooLarge',
  'derefUriForm',
  'headlineEmpty',
  'headlineTooLong',
  'referencesMissing',
  'referenceForm',
  'referenceSelf',
  'referenceLater',
  'addressesMissing',
  'restrictionMissing',
  'infoMissing',
  'areaMissing',
  'expiresBeforeSent',
  'expiresBeforeEffective',
  'onsetFar',
  'polygonForm',
  'polygonFew',
  'polygonMany',
  'polygonOpen',
  'polygonFlat',
  'polygonCrossing',
  'latitude',
  'longitude',
  'circleForm',
  'circleRadius',
  'ceilingAlone',
  // feeds
  'notAtom',
  'entryIncomplete',
  // the list itself
  'more',
] as const;
export type CapRule = (typeof CAP_RULES)[number];

/** What staff should know about a message that was taken. */
export const CAP_NOTES = [
  'noExpires',
  'noLanguage',
  'onsetAfterExpires',
  'areaWordsOnly',
  'notForResidents',
  'drill',
  'signatureUnchecked',
] as const;
export type CapNoteId = (typeof CAP_NOTES)[number];

/** One thing that is wrong. `at` is a path such as `alert/info[2]/area[1]/polygon[1]`, or '' for the whole file. */
export interface CapProblem {
  rule: CapRule;
  at: string;
  params: TextParams;
}

export interface CapNote {
  note: CapNoteId;
  at: string;
  params: TextParams;
}

/** Takes down a problem; the answer stands in for the value that was refused. */
export type Report = (rule: CapRule, at: string, params?: TextParams) => undefined;

const MOST_PROBLEMS = 50;
const LONGEST_QUOTE = 80;

/** A rule or note without its sentence does not compile. */
const sentences: TextTable<`rule.${CapRule}` | `note.${CapNoteId}`> = capText;

/** A problem or note as a sentence: '多边形没有闭合：…'. */
export function sayCap(language: Language, said: CapProblem | CapNote): string {
  const key = 'rule' in said ? (`rule.${said.rule}` as const) : (`note.${said.note}` as const);
  return fill(sentences[language][key], said.params);
}

/** Collects problems. Quoted values are shortened, and of a hostile message with thousands of faults a few tell enough. */
export function collectProblems(): { report: Report; found: () => CapProblem[] } {
  const problems: CapProblem[] = [];
  let count = 0;
  return {
    report(rule, at, params = {}) {
      count += 1;
      if (count > MOST_PROBLEMS) return undefined;
      problems.push({
        rule,
        at,
        params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shorten(value)])),
      });
      return undefined;
    },
    found() {
      const left = count - problems.length;
      return left > 0 ? [...problems, { rule: 'more', at: '', params: { n: left } }] : problems;
    },
  };
}

function shorten(value: string | number): string | number {
  if (typeof value === 'number' || value.length <= LONGEST_QUOTE) return value;
  return `${[...value].slice(0, LONGEST_QUOTE - 1).join('')}…`;
}

const REPEATED = new Set(
  'info category responseType eventCode parameter resource area polygon circle geocode code entry link'.split(' '),
);

/** The path of a parent's nth (from 1) child of a name: the number stands where there can be several, or wrongly are. */
export function pathOf(parent: string, name: string, nth: number): string {
  const step = REPEATED.has(name) || nth > 1 ? `${name}[${nth}]` : name;
  return parent ? `${parent}/${step}` : step;
}
