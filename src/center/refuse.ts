import type { Refusal, RefusalCode, TextParams } from '../protocol/reply.ts';
import type { TextKey } from '../protocol/texts.ts';

/** Thrown by a handler to refuse an ask; its transaction is rolled back and the asker gets the refusal. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${refusal.code} ${refusal.text}`);
    this.refusal = refusal;
  }
}

/** Makes a refusal: a code for programs and a catalogue text for people; without a text, the code's own. */
export function refuse(code: RefusalCode, text: TextKey = `refusal.${code}`, params?: TextParams): Refused {
  return new Refused({ code, text, params });
}
