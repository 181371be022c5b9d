import { capText } from '../services/broadcast/cap-text.ts';
import { broadcastStaffText } from '../services/broadcast/staff-text.ts';
import { mealsStaffText } from '../services/meals/staff-text.ts';
import { sosStaffText } from '../services/sos/staff-text.ts';
import type { ServiceId } from './services.ts';
import type { TextTable } from './text.ts';
import { consoleText } from './texts/console.ts';
import type { KeysOf } from './texts.ts';

/** What only staff read, by `<service>Staff`; `cap` is what is said about CAP messages, also to their senders. */
export const staffTexts = {
  console: consoleText,
  sosStaff: sosStaffText,
  broadcastStaff: broadcastStaffText,
  cap: capText,
  mealsStaff: mealsStaffText,
} as const satisfies Record<`${ServiceId}Staff` | 'console' | 'cap', TextTable>;

export type StaffTextKey = KeysOf<typeof staffTexts>;
