import type { Refusal, TextParams } from '../protocol/reply.ts';
import { type StaffTextKey, staffTexts } from '../protocol/staff-texts.ts';
import { fill, type Language } from '../protocol/text.ts';
import { findText, type TextKey, texts } from '../protocol/texts.ts';

export type ConsoleTextKey = TextKey | StaffTextKey;

const tables = { ...texts, ...staffTexts };

/** zh-CN for staff; developers set `console.language` to `en` in the browser's local storage. */
export const language: Language = globalThis.localStorage?.getItem('console.language') === 'en' ? 'en' : 'zh-CN';

/** Says a text of this build: `say('meals.meal.lunch')` → '午饭'. */
export function say(key: ConsoleTextKey, params?: TextParams): string {
  return fill(findText(tables, language, key) ?? key, params);
}

/** Says a key that came over the wire; undefined when this build does not know it. */
export function sayWire(key: string, params?: TextParams): string | undefined {
  const text = findText(tables, language, key);
  return text === undefined ? undefined : fill(text, params);
}

/** Why it was refused, in words; the code's general text when the special one is unknown here. */
export function sayRefusal(refusal: Refusal): string {
  return sayWire(refusal.text, refusal.params) ?? say(`refusal.${refusal.code}`);
}

/** A state in the words that residents read, and what it leaves staff to do: '已取消，待回访'. */
export function sayState(service: string, state: string): string {
  const word = sayWire(`${service}.state.${state}`) ?? sayWire(`${service}Staff.state.${state}`) ?? state;
  const todo = sayWire(`${service}Staff.todo.${state}`);
  return todo ? `${word}，${todo}` : word;
}

/** The name of a service by its id on the wire. */
export function sayService(service: string): string {
  return sayWire(`${service}.name`) ?? service;
}
