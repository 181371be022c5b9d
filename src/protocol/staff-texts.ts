import { capText } from '../services/broadcast/cap-text.ts';
import { sourceText } from '../services/broadcast/source-text.ts';
import { broadcastStaffText } from '../services/broadcast/staff-text.ts';
import { callStaffText } from '../services/call/staff-text.ts';
import { camerasStaffText } from '../services/cameras/staff-text.ts';
import { classesStaffText } from '../services/classes/staff-text.ts';
import { mealsStaffText } from '../services/meals/staff-text.ts';
import { sosStaffText } from '../services/sos/staff-text.ts';
import { tvStaffText } from '../services/tv/staff-text.ts';
import { walletStaffText } from '../services/wallet/staff-text.ts';
import type { ServiceId } from './services.ts';
import type { TextTable } from './text.ts';
import { consoleText } from './texts/console.ts';
import { merchantsText } from './texts/console-merchants.ts';
import { watchText } from './texts/watch.ts';
import type { KeysOf } from './texts.ts';

/**
 * What only staff read, by `<service>Staff`; of the house's own parts by their name. `cap` and `source` are also said to
 * those who send CAP messages.
 */
export const staffTexts = {
  console: consoleText,
  watch: watchText,
  merchants: merchantsText,
  sosStaff: sosStaffText,
  broadcastStaff: broadcastStaffText,
  cap: capText,
  source: sourceText,
  camerasStaff: camerasStaffText,
  mealsStaff: mealsStaffText,
  tvStaff: tvStaffText,
  callStaff: callStaffText,
  classesStaff: classesStaffText,
  walletStaff: walletStaffText,
} as const satisfies Record<`${ServiceId}Staff` | 'console' | 'watch' | 'merchants' | 'cap' | 'source', TextTable>;

export type StaffTextKey = KeysOf<typeof staffTexts>;
