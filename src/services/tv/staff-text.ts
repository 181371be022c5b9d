import { defineText } from '../../protocol/text.ts';

/** What only the staff's console shows. */
export const tvStaffText = defineText({}, {});
