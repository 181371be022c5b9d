import * as v from 'valibot';
import { type Hazard, type Level, WarningText } from '../../protocol.ts';
import type { CapAlert, CapInfo, CapNamed, CapReference } from './model.ts';

/** What a staff draft begins with when a CAP message has come in; people read it before anything is sent. */
export interface CapDraft {
  kind: 'alert' | 'update' | 'cancel';
  drill: boolean;
  hazard: Hazard;
  /** Null unless the sender names one of China's four levels. */
  level: Level | null;
  /** The three texts are empty when what the message says is longer than a screen holds. */
  sender: string;
  headline: string;
  body: string;
  /** ISO 8601 in UTC; null: staff must set it. */
  expiresAt: string | null;
  references: CapReference[];
}

const KINDS = { Alert: 'alert', Update: 'update', Cancel: 'cancel' } as const;

/**
 * The beginning of a staff draft from one info of an alert. Undefined when residents are not meant: a status of Test,
 * System or Draft, and acknowledgements and errors. Nothing is made shorter: half a sentence of a warning can say the
 * opposite of the whole.
 */
export function draftOf(alert: CapAlert, info: CapInfo): CapDraft | undefined {
  const { msgType, status, references } = alert;
  if (msgType === 'Ack' || msgType === 'Error') return undefined;
  if (status !== 'Actual' && status !== 'Exercise') return undefined;
  const { sender, headline, body } = WarningText.entries;
  return {
    kind: KINDS[msgType],
    drill: status === 'Exercise',
    hazard: hazardOf(info),
    level: levelOf(info),
    sender: whole(sender, info.senderName ?? alert.sender),
    headline: whole(headline, info.headline ?? ''),
    body: whole(body, [info.description, info.instruction].filter((text) => text !== undefined).join(' ')),
    expiresAt: info.expires ?? null,
    references,
  };
}

/** The text in one line where the schema takes it, or nothing. */
function whole(schema: v.GenericSchema<string, string>, text: string): string {
  const { success, output } = v.safeParse(schema, text.replace(/\s+/g, ' '));
  return success ? output : '';
}

const LEVEL_NAMES = /^(level|severitycode|预警(等级|级别|信号等级))$/i;
const LEVELS: readonly (readonly [RegExp, Level])[] = [
  [/^(红(色)?(预警)?|red|1)$/i, 'red'],
  [/^(橙(色)?(预警)?|orange|2)$/i, 'orange'],
  [/^(黄(色)?(预警)?|yellow|3)$/i, 'yellow'],
  [/^(蓝(色)?(预警)?|blue|4)$/i, 'blue'],
];

/** The level that the sender names, and only if all that is named agrees; never from CAP's severity. */
function levelOf({ parameters, eventCodes }: CapInfo): Level | null {
  const named = [...parameters, ...eventCodes].filter(({ valueName }) => LEVEL_NAMES.test(valueName));
  const [level, ...others] = new Set(named.map(levelNamed));
  return level && others.length === 0 ? level : null;
}

function levelNamed({ value }: CapNamed): Level | undefined {
  return LEVELS.find(([pattern]) => pattern.test(value))?.[1];
}

/** The event's own words first, since a flood and a storm are both `Met`. */
const BY_WORDS: readonly (readonly [RegExp, Hazard])[] = [
  [/地震|earthquake/i, 'earthquake'],
  [/洪|涝|flood/i, 'flood'],
  [/燃气|煤气|天然气|gas leak/i, 'gas'],
  [/停电|断电|power (cut|outage)/i, 'power'],
  [/停水|断水|water (cut|outage)/i, 'water'],
  [/走失|失踪|missing|abduction|amber/i, 'missing'],
  [/疫|传染病|epidemic|pandemic/i, 'epidemic'],
  [/火灾|起火|\bfire\b/i, 'fire'],
];
const BY_CATEGORY: Partial<Record<CapInfo['categories'][number], Hazard>> = {
  Met: 'weather',
  Fire: 'fire',
  Health: 'epidemic',
};

function hazardOf({ event, categories }: CapInfo): Hazard {
  const [category] = categories;
  return BY_WORDS.find(([words]) => words.test(event))?.[1] ?? (category && BY_CATEGORY[category]) ?? 'other';
}
