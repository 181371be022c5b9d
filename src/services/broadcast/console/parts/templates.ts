import { HAZARDS, LEVELS, type Template } from '../../protocol.ts';

/** By hazard, the worst level first. */
export function inOrder(templates: readonly Template[]): Template[] {
  const rank = ({ hazard, level }: Template) => HAZARDS.indexOf(hazard) * LEVELS.length + LEVELS.indexOf(level);
  return [...templates].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
