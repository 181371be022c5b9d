import { keysText } from './staff-text/keys.ts';
import { sendingText } from './staff-text/sending.ts';
import { writingText } from './staff-text/writing.ts';

/** What only the staff's console shows. */
export const broadcastStaffText = {
  'zh-CN': { ...writingText['zh-CN'], ...sendingText['zh-CN'], ...keysText['zh-CN'] },
  en: { ...writingText.en, ...sendingText.en, ...keysText.en },
} as const;
