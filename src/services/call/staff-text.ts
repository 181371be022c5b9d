import { defineText } from '../../protocol/text.ts';

/** What only the staff's console shows. */
export const callStaffText = defineText(
  { 'deed.arrange': '排通讯录', 'deed.setRest': '设免打扰时间' },
  { 'deed.arrange': 'Arranged contacts', 'deed.setRest': 'Set quiet hours' },
);
