import type { Hazard, Level } from '../../protocol.ts';
import { BODY_MAX, HEADLINE_MAX } from '../../protocol.ts';
import type { CapAlert, CapInfo, CapNamedValue } from './model.ts';

/** What a draft begins with, out of one info of a CAP message. What does not fit a television is left empty. */
export interface CapDraft {
  readonly hazard: Hazard;
  /** Only from an explicit Chinese level; never derived from severity. */
  readonly level: Level | null;
  readonly sender: string;
  readonly headline: string;
  readonly body: string;
  /** ISO UTC. */
  readonly expiresAt: string | null;
  readonly drill: boolean;
}

const SENDER_MAX = 20;

/** The info for people here: Chinese if there is one, otherwise the first. */
export function infoFor({ infos }: CapAlert): CapInfo | undefined {
  return infos.find(({ language }) => language?.toLowerCase().startsWith('zh')) ?? infos[0];
}

/** What a draft begins with. */
export function draftOf(alert: CapAlert, info: CapInfo): CapDraft {
  const description = [info.description, info.instruction].filter(Boolean).join('').replace(/\s+/g, ' ');
  return {
    hazard: hazardOf(info),
    level: levelOf(info),
    sender: fitting(info.senderName ?? '', SENDER_MAX),
    headline: fitting(info.headline ?? '', HEADLINE_MAX) || fitting(info.event, HEADLINE_MAX),
    body: fitting(description, BODY_MAX) || fitting(info.description ?? '', BODY_MAX),
    expiresAt: info.expires ? new Date(info.expires).toISOString() : null,
    drill: alert.status === 'Exercise',
  };
}

/** Whole or not at all: half a sentence may say the contrary. */
function fitting(text: string, most: number): string {
  const trimmed = text.trim();
  return [...trimmed].length <= most ? trimmed : '';
}

const LEVEL_NAMES = /^(level|alertlevel|warninglevel|severitycode|colou?r|预警等级|预警级别|级别|等级|颜色)$/i;
const LEVELS: readonly (readonly [RegExp, Level])[] = [
  [/^(red|红色?|1|i级?|ⅰ级?)$/i, 'red'],
  [/^(orange|橙色?|2|ii级?|ⅱ级?)$/i, 'orange'],
  [/^(yellow|黄色?|3|iii级?|ⅲ级?)$/i, 'yellow'],
  [/^(blue|蓝色?|4|iv级?|ⅳ级?)$/i, 'blue'],
];

/** The Chinese level that a parameter or event code names; null where there is none. */
export function levelOf({ parameters, eventCodes }: Pick<CapInfo, 'parameters' | 'eventCodes'>): Level | null {
  const named = [...parameters, ...eventCodes].find(({ valueName }) => LEVEL_NAMES.test(valueName.trim()));
  return LEVELS.find(([written]) => written.test(named?.value.trim() ?? ''))?.[1] ?? null;
}

/** Words in event, headline or code that tell what it is about; the first that is found counts. */
const HAZARD_WORDS: readonly (readonly [RegExp, Hazard])[] = [
  [/earthquake|seismic|地震/i, 'earthquake'],
  [/flood|洪水|内涝|积水|山洪/i, 'flood'],
  [/gas leak|燃气|煤气/i, 'gas'],
  [/fire|火灾|着火/i, 'fire'],
  [/power|停电/i, 'power'],
  [/water supply|停水/i, 'water'],
  [/missing|amber|abduction|走失/i, 'missing'],
  [/epidemic|health|disease|疫|传染/i, 'epidemic'],
];

function hazardOf({ event, headline, eventCodes, categories }: CapInfo): Hazard {
  const said = [event, headline, ...eventCodes.map(({ value }: CapNamedValue) => value)].join(' ');
  const found = HAZARD_WORDS.find(([words]) => words.test(said))?.[1];
  if (found) return found;
  if (categories.includes('Met')) return 'weather';
  if (categories.includes('Geo')) return 'earthquake';
  if (categories.includes('Fire')) return 'fire';
  return categories.includes('Health') ? 'epidemic' : 'other';
}
