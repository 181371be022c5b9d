/** May not begin a line: it stays with what stands before it. */
const CLOSING =
  /[\u2019\u201d\u2026\u2014\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\u301c\uff01\uff05\uff09\uff0c\uff0d\uff0e\uff1a\uff1b\uff1f\uff5e!%),.:;?\]}°]/;
/** May not end a line: it stays with what comes after it. */
const OPENING = /[\u2018\u201c\u3008\u300a\u300c\u300e\u3010\u3014\uff08([{¥￥]/;
/** Breaks between any two of these: Han, kana, full-width forms, CJK punctuation. */
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018\u2019\u201c\u201d\u2026]/;

/**
 * Cuts a text where a line may break (kinsoku): between Han characters, not before closing and not after opening
 * punctuation; Latin words and numbers stay whole, as does a number with the unit character after it.
 * Spaces are tokens of their own, as Lightning wants them.
 */
export function tokenize(text: string): { tokens: string[] }[] {
  const tokens: string[] = [];
  let open = false;
  for (const character of text) {
    const last = tokens.length - 1;
    const before = tokens[last];
    const latin = !WIDE.test(character);
    const glue =
      before !== undefined &&
      before !== ' ' &&
      character !== ' ' &&
      (open || CLOSING.test(character) || (latin && !WIDE.test(before.at(-1) ?? '')));
    if (character === '\u200b') open = false;
    else {
      if (glue) tokens[last] = before + character;
      else tokens.push(character);
      open = OPENING.test(character);
    }
  }
  return [{ tokens }];
}
