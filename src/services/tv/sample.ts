import { addDays, dayOf, instantOf } from '../../protocol/time.ts';
import type { LoopSize, LoopSpec } from './center/loop-maker.ts';

/** Where the center serves the sample channels. */
export const SAMPLE_PATH = '/tv-sample';

/** Small, so that making them costs a newcomer's machine only seconds. */
export const SAMPLE_SIZE: LoopSize = {
  seconds: 24,
  rate: 25,
  rungs: [
    { w: 426, h: 240, kbps: 250 },
    { w: 960, h: 540, kbps: 900 },
  ],
};

/** The sample community's channels: test pictures that nobody takes for each other. */
export const SAMPLE_CHANNELS: readonly (LoopSpec & { readonly programmes: readonly string[] })[] = [
  {
    slug: 'news',
    name: '昔阳里新闻',
    picture: 'testsrc2',
    tone: 262,
    captions: [
      '各位街坊，大家好',
      '今天社区食堂有清蒸鲈鱼',
      '下午三点活动室有合唱',
      '天冷了，出门添件衣裳',
      '有事按红键，随时有人',
      '明天同一时间再见',
    ],
    programmes: ['早间新闻', '社区一日', '街坊说事', '午间新闻', '办事指南', '晚间新闻'],
  },
  {
    slug: 'opera',
    name: '梨园戏曲',
    picture: 'smptehdbars',
    tone: 330,
    programmes: ['京剧《空城计》', '评剧《花为媒》', '河北梆子选段', '越剧《红楼梦》', '戏迷擂台'],
  },
  {
    slug: 'health',
    name: '健康养生',
    picture: 'gradients=c0=0x14532d:c1=0x86efac:x0=0:y0=0:x1=960:y1=540:speed=0.02',
    tone: 392,
    programmes: ['八段锦', '名医讲堂', '慢病怎么吃', '睡个好觉', '太极拳'],
  },
  {
    slug: 'film',
    name: '老电影',
    picture: 'pal75bars',
    tone: 440,
    programmes: ['《地道战》', '《五朵金花》', '《刘三姐》', '《甲午风云》'],
  },
  {
    slug: 'children',
    name: '少儿动画',
    picture: 'testsrc',
    tone: 523,
    programmes: ['《大闹天宫》', '《黑猫警长》', '《葫芦兄弟》', '《小蝌蚪找妈妈》'],
  },
  {
    slug: 'scenery',
    name: '津门风光',
    picture: 'gradients=c0=0x1e3a8a:c1=0xfca5a5:x0=0:y0=540:x1=960:y1=0:speed=0.02',
    tone: 587,
    programmes: ['海河夜色', '五大道', '古文化街', '盘山四季'],
  },
];

/** The sample's channel list, as a provider would write it. */
export function sampleList(): string {
  const lines = SAMPLE_CHANNELS.map(
    ({ slug, name }, index) =>
      `#EXTINF:-1 tvg-id="${slug}.sample" tvg-chno="${index + 1}" group-title="样例",${name}\n${SAMPLE_PATH}/${slug}/master.m3u8`,
  );
  return `#EXTM3U\n${lines.join('\n')}\n`;
}

/** Lengths of the sample's programmes, minutes. */
const LENGTHS = [30, 60, 45, 90];

/** The sample's guide for today and tomorrow, as XMLTV. `now` in ms. */
export function sampleGuide(now: number): string {
  const begin = Date.parse(instantOf(dayOf(now), '00:00'));
  const end = Date.parse(instantOf(addDays(dayOf(now), 2), '00:00'));
  const stamp = (ms: number) => `${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)} +0000`;
  const channels = SAMPLE_CHANNELS.map(
    ({ slug, name }) => `<channel id="${slug}.sample"><display-name lang="zh">${name}</display-name></channel>`,
  );
  const programmes: string[] = [];
  for (const [row, { slug, programmes: titles }] of SAMPLE_CHANNELS.entries()) {
    let at = begin;
    for (let n = 0; at < end; n++) {
      const to = at + (LENGTHS[(n + row) % LENGTHS.length] ?? 60) * 60_000;
      const title = titles[n % titles.length] ?? '';
      programmes.push(
        `<programme start="${stamp(at)}" stop="${stamp(to)}" channel="${slug}.sample"><title lang="zh">${title}</title></programme>`,
      );
      at = to;
    }
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<tv>${channels.join('')}${programmes.join('')}</tv>\n`;
}
