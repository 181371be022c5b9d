import type { CapNamed } from './model.ts';

const NAMES = /^(ad[ _-]?code|(行政)?区划(代)?码|gb\/?t? ?2260(-\d{4})?)$/i;
/** GB/T 2260 for province, city and county, then GB/T 10114 for street and committee. */
const PARTS = /^(\d{2})(\d{2})(\d{2})(\d{3})?(\d{3})?$/;

/** Whether a geocode is a Chinese area code of 6, 9 or 12 digits that names a place. */
export function isAreaCode({ valueName, value }: CapNamed): boolean {
  return NAMES.test(valueName) && partOf(value) !== '';
}

/**
 * Whether a code covers another one: `120104000000` (Nankai) covers `120104010001` (a committee in it), not the other
 * way round. Codes are of 2+2+2+3+3 digits; parts of nothing but zeros at the end stand for all that is in the place.
 * What is not such a code covers nothing, and so does one of zeros only: a code that was never filled in must not
 * alarm the whole country.
 */
export function coversCode(code: string, other: string): boolean {
  const part = partOf(code);
  return part !== '' && PARTS.test(other) && other.startsWith(part);
}

/** A code without its closing parts of zeros. */
function partOf(code: string): string {
  const parts = PARTS.exec(code)?.slice(1) ?? [];
  const last = parts.findLastIndex((part) => part !== undefined && Number(part) > 0);
  return parts.slice(0, last + 1).join('');
}
