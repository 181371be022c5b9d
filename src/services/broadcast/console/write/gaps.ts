/** Stands in a template for words that differ each time. */
export const GAP = '{}';
/** Longest word for one gap, in characters; more, and a template would say whatever somebody wants. */
export const GAP_MAX = 20;

/** The fixed parts of a template's text: 'a{}b' → ['a', 'b']. One gap lies between each two. */
export function partsOf(text: string): string[] {
  return text.split(GAP);
}

/** Whether something is still to be filled in. */
export function hasGaps(words: string): boolean {
  return words.includes(GAP);
}

/** Puts the values into the gaps; a gap without a value stays one. */
export function fillGaps(text: string, values: readonly string[]): string {
  const [first = '', ...rest] = partsOf(text);
  return rest.reduce((filled, part, index) => filled + (values[index] || GAP) + part, first);
}

/**
 * What stands in the gaps of words that were begun from a template's text: '' for a gap that is still open. Undefined
 * when the words no longer are the template's.
 */
export function gapValues(text: string, words: string): string[] | undefined {
  const fixed = partsOf(text).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const found = new RegExp(`^${fixed.join(`(.{1,${GAP_MAX.toString()}}?)`)}$`, 'su').exec(words);
  return found?.slice(1).map((value) => (value === GAP ? '' : value));
}
