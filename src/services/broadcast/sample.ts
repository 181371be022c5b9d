import type { Work } from '../../center/work.ts';
import { newId } from '../../protocol/ids.ts';
import { addSource } from './center/sources.ts';
import { template } from './schema.ts';

type Row = typeof template.$inferInsert;
type Words = Pick<Row, 'hazard' | 'level' | 'name' | 'headline' | 'body'> & { hours: number };

/** Approved words to begin from; `{}` is a gap. */
const TEMPLATES: readonly Words[] = [
  {
    hazard: 'weather',
    level: 'red',
    name: '暴雨红色',
    headline: '暴雨红色预警',
    body: '未来{}小时有特大暴雨。请不要出门，关好门窗，低楼层拔掉插头。',
    hours: 6,
  },
  {
    hazard: 'weather',
    level: 'orange',
    name: '暴雪橙色',
    headline: '暴雪橙色预警',
    body: '{}有暴雪。请不要出门，买药买菜请打服务中心电话。',
    hours: 12,
  },
  {
    hazard: 'weather',
    level: 'yellow',
    name: '大风黄色',
    headline: '大风黄色预警',
    body: '{}有七级大风。请收好阳台上的东西，少出门。',
    hours: 12,
  },
  {
    hazard: 'weather',
    level: 'blue',
    name: '高温蓝色',
    headline: '高温蓝色预警',
    body: '{}气温很高。请多喝水，午后不要出门。',
    hours: 12,
  },
  {
    hazard: 'fire',
    level: 'red',
    name: '楼内着火',
    headline: '着火了，马上离开',
    body: '{}着火。不要坐电梯，用湿毛巾捂住口鼻，走楼梯到广场。',
    hours: 2,
  },
  {
    hazard: 'gas',
    level: 'red',
    name: '燃气泄漏',
    headline: '燃气泄漏，马上离开',
    body: '{}燃气泄漏。不要开灯，不要打电话，走楼梯到广场集合。',
    hours: 2,
  },
  { hazard: 'water', level: 'blue', name: '停水', headline: '停水通知', body: '{}停水检修，请提前存好水。', hours: 24 },
  {
    hazard: 'power',
    level: 'yellow',
    name: '停电',
    headline: '停电通知',
    body: '{}停电检修。家里有制氧机的，请马上打服务中心电话。',
    hours: 24,
  },
  {
    hazard: 'flood',
    level: 'orange',
    name: '积水',
    headline: '积水橙色预警',
    body: '{}积水很深。请不要出门，一楼的住户请到楼上邻居家。',
    hours: 6,
  },
  {
    hazard: 'earthquake',
    level: 'red',
    name: '地震',
    headline: '地震了，先躲好',
    body: '请马上蹲到结实的桌子下面，护住头。晃动停了再走楼梯下楼。',
    hours: 1,
  },
  {
    hazard: 'missing',
    level: 'yellow',
    name: '找人',
    headline: '帮忙找一位老人',
    body: '{}走失。看到了请马上打服务中心电话。',
    hours: 24,
  },
  {
    hazard: 'epidemic',
    level: 'yellow',
    name: '传染病',
    headline: '传染病提醒',
    body: '{}近来多发。请戴口罩、勤洗手，发热请先打电话。',
    hours: 48,
  },
  { hazard: 'notice', level: 'notice', name: '社区通知', headline: '社区通知', body: '{}，欢迎参加。', hours: 24 },
];

/** What the sample community begins with: approved templates, and two sources of warnings. */
export async function sampleDesk(work: Work): Promise<void> {
  await sampleTemplates(work);
  await sampleSources(work);
}

/** Approved by the community's director. */
async function sampleTemplates({ tx, communityId }: Work): Promise<void> {
  await tx.insert(template).values(
    TEMPLATES.map(({ hours, ...words }) => ({
      communityId,
      id: newId(),
      ...words,
      halfHours: hours * 2,
      approvedBy: '郑主任',
      retired: false,
    })),
  );
}

/** The token of the sample community's weather office; it works there alone, as the sample passwords do. */
export const SAMPLE_CAP_TOKEN = 'xiyangli-sample-cap';

/** A weather office whose warnings staff look at, and an earthquake network that may warn at once. */
async function sampleSources(work: Work): Promise<void> {
  const audience = [{ kind: 'community' as const }];
  const levels = ['orange', 'yellow', 'blue'] as const;
  await addSource(
    work,
    {
      name: '天津市气象台',
      hazards: ['weather', 'flood'],
      levels: [...levels],
      audience,
      rule: 'draft',
      pollUrl: null,
    },
    SAMPLE_CAP_TOKEN,
  );
  await addSource(
    work,
    { name: '地震台网', hazards: ['earthquake'], levels: [...levels], audience, rule: 'send', pollUrl: null },
    `${SAMPLE_CAP_TOKEN}-earthquake`,
  );
}
