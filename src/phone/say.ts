import type { Refusal, TextParams } from '../protocol/reply.ts';
import { fill, type Language } from '../protocol/text.ts';
import { paymentsText } from '../protocol/texts/payments.ts';
import { phoneText } from '../protocol/texts/phone.ts';
import { refusalText } from '../protocol/texts/refusal.ts';
import { serviceTexts } from './services.ts';

const tables = { phone: phoneText, refusal: refusalText, payments: paymentsText, ...serviceTexts };

export type PhoneTextKey = {
  [T in keyof typeof tables]: `${T}.${Extract<keyof (typeof tables)[T]['zh-CN'], string>}`;
}[keyof typeof tables];

/** zh-CN for families; developers set `phone.language` to `en` in the browser's local storage. */
const language: Language = globalThis.localStorage?.getItem('phone.language') === 'en' ? 'en' : 'zh-CN';

function find(key: string): string | undefined {
  const dot = key.indexOf('.');
  const known: Readonly<Record<string, { readonly [L in Language]: Readonly<Record<string, string>> }>> = tables;
  return known[key.slice(0, dot)]?.[language][key.slice(dot + 1)];
}

/** Says a text of this build: `say('phone.call.video')` → '视频通话'. */
export function say(key: PhoneTextKey, params?: TextParams): string {
  return fill(find(key) ?? key, params);
}

/** Why it was refused, in words; the code's general text when the special one is unknown here. */
export function sayRefusal(refusal: Refusal): string {
  const text = find(refusal.text);
  return text === undefined ? say(`refusal.${refusal.code}`) : fill(text, refusal.params);
}
