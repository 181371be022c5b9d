import type { Face } from '../../protocol/contracts/calls.ts';
import { t } from '../text.ts';

/** The picture in the sprite for what the center says of a face. */
const PICTURES: Readonly<Record<string, string>> = {
  desk: 'officer',
  household: 'home',
  daughter: 'woman',
  son: 'man',
  grandchild: 'child',
  spouse: 'old-man',
  sibling: 'old-woman',
  friend: 'friend',
  carer: 'doctor',
};

/** Name in the sprite of somebody's face. */
export function facePicture(name: string | undefined): string {
  return PICTURES[name ?? ''] ?? 'phone';
}

export function faceName(face: Face | undefined): string {
  return face?.name || t('calls.someone');
}
