import { capText } from '../services/broadcast/protocol/cap-text.ts';
import { broadcastStaffText } from '../services/broadcast/staff-text.ts';
import { mealsStaffText } from '../services/meals/staff-text.ts';
import { sosStaffText } from '../services/sos/staff-text.ts';
import type { ServiceId } from './services.ts';
import type { TextTable } from './text.ts';
import { consoleText } from './texts/console.ts';
import { watchText } from './texts/watch.ts';
import type { KeysOf } from './texts.ts';

/** What only staff read, by `<service>Staff`; of the house's own parts by their name. */
export const staffTexts = {
  console: consoleText,
  watch: watchText,
  sosStaff: sosStaffText,
  broadcastStaff: broadcastStaffText,
  cap: capText,
  mealsStaff: mealsStaffText,
} as const satisfies Record<`${ServiceId}Staff` | 'console' | 'watch' | 'cap', TextTable>;

export type StaffTextKey = KeysOf<typeof staffTexts>;
