import { join } from 'node:path';
import { newId } from '../src/protocol/ids.ts';
import { BOX_NAMESPACE, type FeedMessage } from '../src/protocol/wire.ts';
import { type Child, startChild } from './kit/child.ts';
import { enrolBoxes, openDatabase, sampleCommunity } from './kit/database.ts';
import { median, ms, type Result, result, spread } from './kit/result.ts';

const BOXES = 5_000;
const WARM_UP = 4;
const ROUNDS = 21;
const PAUSE_MS = 150;
const here = (file: string) => join(import.meta.dirname, 'fanout', file);

interface Side {
  readonly server: Child;
  readonly clients: Child;
  readonly input: (seq: number) => { readonly send: unknown; readonly text: string };
  readonly times: number[];
  readonly cpu: number[];
}

/** One warning of 1 KB to 5,000 boxes by the center's own outlet, and by nothing but ws, in turns. */
export async function fanout(): Promise<Result[]> {
  await using open = new AsyncDisposableStack();
  const keep = (child: Child) => open.adopt(child, (one) => one.stop());
  const database = open.adopt(await openDatabase(), (one) => one.stop());
  const center = keep(await startChild(here('center.ts'), { ...database.env, PORT: '8170' }));
  const plain = keep(await startChild(here('plain.ts')));
  const boxes = keep(await startChild(here('clients.ts')));
  const others = keep(await startChild(here('clients.ts')));

  const enrolled = await enrolBoxes(database.db, BOXES);
  const secrets = enrolled.map(({ secret }) => secret);
  await boxes.ask('boxes', { port: await center.ask('port'), secrets });
  await others.ask('plain', { port: await plain.ask('port'), count: BOXES });

  const scope = `community:${await sampleCommunity(database.db)}`;
  const message = (seq: number) => warning(scope, seq);
  const text = (news: FeedMessage) => `42${BOX_NAMESPACE},${JSON.stringify(['feed', [news]])}`;
  const sides: Side[] = [
    {
      server: center,
      clients: boxes,
      input: (seq) => ((news) => ({ send: news, text: text(news) }))(message(seq)),
      times: [],
      cpu: [],
    },
    {
      server: plain,
      clients: others,
      input: (seq) => ((same) => ({ send: same, text: same }))(text(message(seq))),
      times: [],
      cpu: [],
    },
  ];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    // Whoever comes first changes, in case the second finds warmer caches.
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const { time, cpu } = await once(side, round + WARM_UP + 1);
      if (round < 0) continue;
      side.times.push(time);
      side.cpu.push(cpu);
    }
  }
  const [ours, theirs] = sides as [Side, Side];
  const bytes = Buffer.byteLength(text(message(1)));
  const against = (values: number[]) => `plain ws, one frame of the same ${bytes} bytes: ${ms(median(values))}`;
  return [
    result(
      'fan-out to 5,000 boxes, last one, ratio',
      // Of pairs: what else the machine did at the time then weighs on both.
      median(ours.times.map((time, round) => time / (theirs.times[round] ?? Number.NaN))),
      '×',
      `${against(theirs.times)} (${spread(theirs.times)})`,
      1.4,
    ),
    result('fan-out to 5,000 boxes, last one', median(ours.times), 'ms', `runs ${spread(ours.times)}`),
    result('fan-out to 5,000 boxes, CPU of the server', median(ours.cpu), 'ms', against(theirs.cpu)),
  ];
}

async function once({ server, clients, input }: Side, seq: number): Promise<{ time: number; cpu: number }> {
  const { send, text } = input(seq);
  await clients.ask('expect', text);
  const before = await server.ask<NodeJS.CpuUsage>('cpu');
  const sentAt = await server.ask<number>('send', send);
  const lastAt = await clients.ask<number>('last');
  const after = await server.ask<NodeJS.CpuUsage>('cpu');
  await new Promise((done) => setTimeout(done, PAUSE_MS));
  return { time: lastAt - sentAt, cpu: (after.user + after.system - before.user - before.system) / 1_000 };
}

/** A warning as 02 应急广播 sends it, about 1 KB. */
function warning(scope: string, seq: number): FeedMessage {
  const at = new Date().toISOString();
  const body = {
    id: newId(),
    level: 'red',
    sender: '昔阳里社区',
    headline: '暴雨红色预警',
    body: '未来三小时降雨量将达一百毫米以上，请不要出门，关好门窗，切断低处电源。'.repeat(7),
    sentAt: at,
    expiresAt: at,
    cancelledAt: null,
  };
  return { scope, seq, id: body.id, name: 'broadcast:warning', body, at, expiresAt: at };
}
