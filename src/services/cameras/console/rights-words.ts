import { say } from '../../../console/say.ts';
import type { Rights } from '../protocol.ts';

/** Who may look, in a few words: '全小区、值班员'. */
export function rightsWords(rights: Rights): string {
  const { everyone, buildings, households, families, roles } = rights;
  const parts = [
    ...(everyone ? [say('camerasStaff.who.everyone')] : []),
    ...(buildings.length > 0 ? [say('camerasStaff.who.buildings', { n: buildings.length })] : []),
    ...(households.length > 0 ? [say('camerasStaff.who.households', { n: households.length })] : []),
    ...(families.length > 0 ? [say('camerasStaff.who.families', { n: families.length })] : []),
    ...roles.map((role) => say(`camerasStaff.who.${role}`)),
  ];
  return parts.length > 0 ? parts.join('、') : say('camerasStaff.who.nobody');
}
