import { shanghai } from '../../../../protocol/time.ts';

/** The day of an instant (ISO) in the community, with its year: certificates last longer than one. */
export function dayWords(at: string): string {
  return shanghai(at).format('YYYY-MM-DD');
}
