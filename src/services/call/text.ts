import { defineText } from '../../protocol/text.ts';
import { callTvText } from './tv-text.ts';

const ownText = defineText(
  {
    name: '视频通话',
    'refused.notYours': '通讯录里没有这一位，打不过去。',
    'refused.neighbourGone': '这个邻居约定已经没有了。',
  },
  {
    name: 'Video calls',
    'refused.notYours': 'Not among your contacts.',
    'refused.neighbourGone': 'This agreement is no longer there.',
  },
);

export const callText = {
  'zh-CN': { ...ownText['zh-CN'], ...callTvText['zh-CN'] },
  en: { ...ownText.en, ...callTvText.en },
} as const;
