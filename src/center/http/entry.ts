import type { FastifyInstance } from 'fastify';
import { SAMPLE_MERCHANTS, SAMPLE_PASSWORD, SAMPLE_STAFF } from '../sample/people.ts';

/** What each sample account is for, as the entry page says it. */
const WORK: Readonly<Record<string, string>> = {
  officer: '值班：接警、发应急广播',
  officer2: '值班：接警，可以互相转交',
  clerk: '办事：住户、机顶盒、充值',
  teacher: '教课：课程、课程表、老人的提问',
  broadcaster: '宣传：应急广播',
  approver: '审批',
  admin: '管理：账号、审计，能看全部',
};

/** `/`: where a newcomer finds the screens and, in the sample community, the logins. */
export function entryRoutes(app: FastifyInstance, sample: boolean): void {
  const staff = SAMPLE_STAFF.map(({ login, name }) => [login, name, WORK[login] ?? '']);
  const merchants = SAMPLE_MERCHANTS.map(({ login, person, name }) => [login, person, `${name}：只看自己家的`]);
  const logins = [...staff, ...merchants]
    .map(([login, name, work]) => `<tr><td><code>${login}</code></td><td>${name}</td><td>${work}</td></tr>`)
    .join('');
  const samplePart = `
    <h2>样例社区的账号</h2>
    <p class="note">正在使用样例社区，人物和电话都是虚构的。密码都是 <code>${SAMPLE_PASSWORD}</code>，只在样例社区有效。
    第一个打开电视画面的浏览器会自动成为 3号楼 2门301 王奶奶家的电视，第一个打开公告屏的会成为 3号楼 大厅的屏幕。</p>
    <table>${logins}</table>`;
  const page = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>昔阳里 TV</title><style>
body{font:18px/1.7 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0;background:#f5f2ec;color:#24211c}
main{max-width:880px;margin:0 auto;padding:48px 24px}h1{font-size:40px;margin:0 0 8px}h2{margin:40px 0 8px;font-size:24px}
.doors{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:20px;margin-top:28px}
.doors a{display:block;padding:28px;border-radius:16px;background:#16202c;color:#fff;text-decoration:none}
.doors a+a{background:#fff;color:#16202c;border:2px solid #16202c}.doors a:focus-visible{outline:4px solid #c8760a;outline-offset:3px}
.doors b{display:block;font-size:28px}.note{color:#5b5346}table{border-collapse:collapse;width:100%}
td{padding:8px 12px;border-top:1px solid #ddd5c8}code{background:#ebe5da;padding:2px 8px;border-radius:6px}
kbd{border:1px solid #b9ae9c;border-bottom-width:3px;border-radius:6px;padding:0 8px;background:#fff}
</style></head><body><main>
<h1>昔阳里 TV</h1><p>老人用电视遥控器办社区的事，服务中心有人应答。</p>
<div class="doors"><a href="/tv/"><b>电视画面</b>住户家里的电视</a><a href="/tv/?mode=screen"><b>公告屏</b>楼里大厅的屏幕</a><a href="/console/"><b>服务中心</b>工作人员的控制台</a><a href="/phone/"><b>亲友手机</b>凭家里的邀请，和家里视频通话</a></div>
<h2>在电脑上按遥控器</h2><p><kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> 移动，<kbd>Enter</kbd> 确定，<kbd>Esc</kbd> 返回，
<kbd>Home</kbd> 回主页，两位数字直接打开服务（<kbd>0</kbd> <kbd>6</kbd> 点餐），<kbd>F1</kbd> 红色求助键。
公告屏没有遥控器；技术人员依次按 <kbd>↑</kbd> <kbd>↑</kbd> <kbd>↓</kbd> <kbd>↓</kbd> <kbd>Enter</kbd> 打开它的设置。</p>
${sample ? samplePart : ''}
<h2>运行状态</h2><p><a href="/healthz">/healthz</a> · <a href="/metrics">/metrics</a></p>
</main></body></html>`;
  app.get('/', (_, reply) => reply.type('text/html; charset=utf-8').send(page));
}
