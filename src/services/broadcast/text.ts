import { defineText } from '../../protocol/text.ts';

export const broadcastText = defineText(
  {
    name: '应急广播',
    'level.red': '红色',
    'level.orange': '橙色',
    'level.yellow': '黄色',
    'level.blue': '蓝色',
    'refused.expired': '有效时间已经过了，请改晚一些。',
    'refused.tooLong': '有效时间太长，最多三天。',
    'refused.place': '地点名称没有对上，没有发出。',
    'refused.nobody': '这个范围里没有一台机顶盒，没有发出。',
    'refused.over': '这条广播已经结束了。',
  },
  {
    name: 'Emergency broadcast',
    'level.red': 'Red',
    'level.orange': 'Orange',
    'level.yellow': 'Yellow',
    'level.blue': 'Blue',
    'refused.expired': 'The expiry lies in the past.',
    'refused.tooLong': 'Valid for too long: three days at most.',
    'refused.place': 'The typed place does not match. Nothing was sent.',
    'refused.nobody': 'No box in this audience. Nothing was sent.',
    'refused.over': 'This broadcast has ended.',
  },
);
