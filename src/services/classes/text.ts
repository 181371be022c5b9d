import { defineText } from '../../protocol/text.ts';

export const classesText = defineText({ name: '老年课堂' }, { name: 'classes' });
