import type { TextParams } from './reply.ts';

/** zh-CN is what people read; en is for developers. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The texts of one service or room, in every language. `{name}` stands for a value. */
export interface TextTable<Key extends string = string> {
  readonly 'zh-CN': Readonly<Record<Key, string>>;
  readonly en: Readonly<Record<Key, string>>;
}

/** Declares texts; a key that one language lacks is a compile error. */
export function defineText<const Chinese extends Record<string, string>>(
  chinese: Chinese,
  english: { readonly [Key in keyof Chinese]: string },
): TextTable<Extract<keyof Chinese, string>> {
  return { 'zh-CN': chinese, en: english };
}

/** Puts values into a text: `fill('剩 {n} 份', {n: 3})` → '剩 3 份'. A value that is missing leaves its place visible. */
export function fill(text: string, params: TextParams = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in params ? String(params[name]) : place));
}
