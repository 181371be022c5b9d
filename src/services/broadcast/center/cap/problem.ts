import type { TextParams } from '../../../../protocol/reply.ts';
import type { capText } from '../../protocol/cap-text.ts';

type CapKey = Extract<keyof (typeof capText)['zh-CN'], string>;

/** The rules a message is held to, by the names under which the catalogue has their words. */
export type CapRule = CapKey extends infer Key ? (Key extends `rule.${infer Rule}` ? Rule : never) : never;
export type CapNoteName = CapKey extends infer Key ? (Key extends `note.${infer Note}` ? Note : never) : never;

/** What is wrong and where: `alert/info[2]/area[1]/polygon[1]`, or the whole `alert`. */
export interface CapProblem {
  readonly rule: CapRule;
  readonly at: string;
  readonly params?: TextParams;
}

/** What staff should know of a message that was taken. */
export interface CapNote {
  readonly note: CapNoteName;
  readonly params?: TextParams;
}

/** Makes a problem. */
export function problem(rule: CapRule, at = 'alert', params?: TextParams): CapProblem {
  return params ? { rule, at, params } : { rule, at };
}
