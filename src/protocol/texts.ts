import { broadcastText } from '../services/broadcast/text.ts';
import { callText } from '../services/call/text.ts';
import { camerasText } from '../services/cameras/text.ts';
import { classesText } from '../services/classes/text.ts';
import { mealsText } from '../services/meals/text.ts';
import { sosText } from '../services/sos/text.ts';
import { tvText } from '../services/tv/text.ts';
import { walletText } from '../services/wallet/text.ts';
import type { TextParams } from './reply.ts';
import type { ServiceId } from './services.ts';
import { fill, type Language, type TextTable } from './text.ts';
import { appText } from './texts/app.ts';
import { callsText } from './texts/calls.ts';
import { houseText } from './texts/house.ts';
import { paymentsText } from './texts/payments.ts';
import { refusalText } from './texts/refusal.ts';
import { nextText, stateText } from './texts/states.ts';

/** All texts that residents read, and refusals. Staff's own are in staff-texts.ts, so that boxes do not carry them. */
export const texts = {
  app: appText,
  refusal: refusalText,
  house: houseText,
  calls: callsText,
  state: stateText,
  next: nextText,
  payments: paymentsText,
  sos: sosText,
  broadcast: broadcastText,
  cameras: camerasText,
  meals: mealsText,
  tv: tvText,
  call: callText,
  classes: classesText,
  wallet: walletText,
} as const satisfies Record<
  ServiceId | 'app' | 'refusal' | 'house' | 'calls' | 'state' | 'next' | 'payments',
  TextTable
>;

/** The keys of joined tables: `<table>.<key>`. */
export type KeysOf<Tables extends Record<string, TextTable>> = {
  [T in keyof Tables & string]: `${T}.${Extract<keyof Tables[T]['zh-CN'], string>}`;
}[keyof Tables & string];

export type TextKey = KeysOf<typeof texts>;

/**
 * The text behind a key that came over the wire; undefined when this build does not know it. A state that its service has no
 * words of its own for has those that all services share: 'meals.state.accepted' is 'state.accepted'.
 */
export function findText(tables: Record<string, TextTable>, language: Language, key: string): string | undefined {
  const dot = key.indexOf('.');
  const [table, name] = [key.slice(0, dot), key.slice(dot + 1)];
  const shared = name.startsWith('state.') ? tables.state?.[language][name.slice('state.'.length)] : undefined;
  return tables[table]?.[language][name] ?? shared;
}

/** Says a text that every build has: `say('zh-CN', 'meals.meal.lunch')` → '午饭'. */
export function say(language: Language, key: TextKey, params?: TextParams): string {
  return fill(findText(texts, language, key) ?? key, params);
}
