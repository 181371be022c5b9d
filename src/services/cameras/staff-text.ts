import { defineText } from '../../protocol/text.ts';

/** What only the staff's console shows, and what stands in the queue. */
export const camerasStaffText = defineText(
  {
    'state.open': '待处理',
    'state.taken': '处理中',
    'state.done': '已办完',
    'deed.opened': '断线超过五分钟，自动记下',
    'deed.taken': '有人去处理',
    'deed.done': '办完了',
    'deed.back': '监控自己恢复了',
  },
  {
    'state.open': 'Open',
    'state.taken': 'In hand',
    'state.done': 'Done',
    'deed.opened': 'Off for more than five minutes; noted by itself',
    'deed.taken': 'Somebody sees to it',
    'deed.done': 'Done',
    'deed.back': 'The camera came back by itself',
  },
);
