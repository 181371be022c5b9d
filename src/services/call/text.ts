import { defineText } from '../../protocol/text.ts';
import { callTvText } from './tv-text.ts';

const ownText = defineText(
  {
    name: '视频通话',
    'refused.notYours': '通讯录里没有这一位，打不过去。',
    'refused.neighbourGone': '这个邻居约定已经没有了。',
    'refused.tooMany': '刚才打了很多次，请过 {minutes} 分钟再打。急事请打给服务中心。',
    'refused.tooManyDesk': '刚才打了很多次，请过 {minutes} 分钟再打。急事请直接打电话。',
  },
  {
    name: 'Video calls',
    'refused.notYours': 'Not among your contacts.',
    'refused.neighbourGone': 'This agreement is no longer there.',
    'refused.tooMany': 'Too many calls. Try again in {minutes} minutes; if it is urgent, call the center.',
    'refused.tooManyDesk': 'Too many calls. Try again in {minutes} minutes; if it is urgent, use the telephone.',
  },
);

export const callText = {
  'zh-CN': { ...ownText['zh-CN'], ...callTvText['zh-CN'] },
  en: { ...ownText.en, ...callTvText.en },
} as const;
