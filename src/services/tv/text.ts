import { defineText } from '../../protocol/text.ts';

export const tvText = defineText({ name: '电视直播' }, { name: 'tv' });
