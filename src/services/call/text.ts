import { defineText } from '../../protocol/text.ts';

export const callText = defineText({ name: '视频通话' }, { name: 'call' });
