import { defineText } from '../../protocol/text.ts';

export const camerasText = defineText({ name: '视频监控' }, { name: 'cameras' });
