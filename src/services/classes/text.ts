import { defineText } from '../../protocol/text.ts';

export const classesText = defineText(
  {
    name: '老年课堂',
    'refused.gone': '这个课程刚刚撤下了。',
    'refused.noFilm': '这节课还在准备，过一会儿再来看。',
    'refused.packaging': '这节课的上一个视频还在处理，等它完成再传。',
    'refused.notLive': '这节课没有直播，请到教室去听。',
    'refused.over': '这节课已经下课了。',
    'refused.ahead': '还没到上课时间，开课前十分钟可以进来。',
    'refused.past': '这个时间已经过去了。',
    'refused.answered': '别的老师刚刚回复过了。',
  },
  {
    name: 'classes',
    'refused.gone': 'This course has just been taken away.',
    'refused.noFilm': 'This lesson is still being made.',
    'refused.packaging': 'The film before is still being packaged.',
    'refused.notLive': 'This lesson is not sent live.',
    'refused.over': 'This lesson is over.',
    'refused.ahead': 'It can be joined from ten minutes before it begins.',
    'refused.past': 'That time has passed.',
    'refused.answered': 'Another teacher has just answered.',
  },
);
