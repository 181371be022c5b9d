import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { newId } from '../../../protocol/ids.ts';
import type { AskInput } from '../../../protocol/services.ts';
import type { BoxHello, FeedMessage } from '../../../protocol/wire.ts';
import { type MessageParts, newKey, TestCommunity } from '../../../testing/signing.ts';
import { openStage, type TestStage } from '../../../testing/stage.ts';
import { fedOf } from '../../../testing/warned-box.ts';
import { kit } from '../../../tv/kit.ts';
import type { WarningContent } from '../protocol.ts';
import { broadcastScreen } from './screen.ts';

/** The whole box on a stage without a picture: from the line to the words that stand there. */
let stage: TestStage;
let here: TestCommunity;
const reports: AskInput<'broadcast:refused'>[] = [];
const played: string[] = [];
const spoken: string[] = [];

beforeAll(async () => {
  here = new TestCommunity();
  stage = openStage();
  const ask = async (name: string, input: unknown) => {
    if (name === 'broadcast:refused') reports.push(input as AskInput<'broadcast:refused'>);
    if (name === 'broadcast:trust') return { ok: true, value: { statements: [here.statement()] } };
    return { ok: true, value: { stored: 0 } };
  };
  vi.spyOn(kit.link, 'ask').mockImplementation(ask as unknown as typeof kit.link.ask);
  vi.spyOn(kit.tones, 'play').mockImplementation(async (tone) => {
    played.push(tone);
    return true;
  });
  vi.spyOn(kit.voice, 'speak').mockImplementation(async (text) => {
    spoken.push(text);
    // It speaks as long as the test looks.
    return new Promise(() => undefined);
  });
  broadcastScreen.start();
  const place = { community: here.id, scopes: [here.scope] };
  kit.identity.note(newId(), place);
  const missed = { heads: here.heads(), messages: [] };
  const hello: BoxHello = { serverTime: new Date().toISOString(), enrolled: true, boxId: newId(), place, missed };
  kit.link.greeted.emit(hello);
  kit.link.state = 'online';
  kit.link.changed.emit('online');
  await settle();
});
afterAll(() => vi.restoreAllMocks());
beforeEach(() => {
  reports.length = 0;
  played.length = 0;
  spoken.length = 0;
});

async function settle(): Promise<void> {
  await broadcastScreen.gate.run();
  for (let turn = 0; turn < 5; turn++) await new Promise((over) => setTimeout(over));
  stage.draw();
}

async function hear(message: FeedMessage): Promise<void> {
  kit.link.fed.emit([message]);
  await settle();
}

async function send(part: Partial<WarningContent>): Promise<WarningContent> {
  const content = here.content(part);
  await hear(fedOf(here.parts(content)));
  return content;
}

const stop = async (content: WarningContent) => hear(fedOf(here.stop(content)));
const kinds = () => kit.layers.stack.map(({ kind }) => kind);
const nothing = () => [kinds(), stage.texts(), kit.banners.current?.text];

describe('what is not believed', () => {
  const ATTACKS: readonly (readonly [what: string, reason: string, make: () => MessageParts])[] = [
    ['red without a second person', 'unapproved', () => one({ level: 'red' }, (parts) => parts.approvals.pop())],
    ['a drill as actual', 'drill-key', () => one({ level: 'red' }, (parts) => (parts.center = here.drill))],
    ['a stranger’s key', 'unknown-key', () => one({ level: 'red' }, (parts) => (parts.center = newKey()))],
    ['an altered text', 'forged', () => one({}, (parts) => (parts.text = `${JSON.stringify(parts.envelope)} `))],
    ['of last week', 'stale', () => one({}, ({ envelope }) => (envelope.sentAt = '2020-01-01T00:00:00Z'))],
  ];
  function one(part: Partial<WarningContent>, change: (parts: MessageParts) => void): MessageParts {
    const parts = here.parts(here.content(part));
    change(parts);
    return parts;
  }

  test.each(ATTACKS)(
    '%s: no layer, no line, no word, no tone, no voice; and it is reported',
    async (_, reason, make) => {
      await hear(fedOf(make()));
      expect(nothing()).toEqual([[], [], undefined]);
      expect([played, spoken]).toEqual([[], []]);
      expect(reports.map((report) => report.reason)).toEqual([reason]);
    },
  );
});

describe('each level', () => {
  test('red: all of the screen, its own tone, who, what, what to do, until when', async () => {
    const content = await send({ level: 'red', headline: '燃气泄漏', body: '走楼梯离开。' });
    expect(kinds()).toEqual(['red']);
    const texts = stage.texts();
    for (const text of ['红色预警', '昔阳里社区 发布', '燃气泄漏', '走楼梯离开。']) expect(texts).toContain(text);
    expect(texts.findIndex((text) => text.includes('有效到'))).toBeGreaterThan(texts.indexOf('走楼梯离开。'));
    expect(played).toEqual(['red']);
    expect(spoken[0]).toMatch(/^昔阳里社区发布红色预警。燃气泄漏。走楼梯离开。有效到/);
    // Nobody makes it small before it was read.
    stage.press('Enter');
    expect(kinds()).toEqual(['red']);
    await stop(content);
    expect(kinds()).toEqual([]);
    expect(kit.banners.current?.text).toContain('已解除');
  });

  test('yellow: a pop-up that OK takes away', async () => {
    await send({ level: 'yellow', headline: '大风' });
    expect([kinds(), played]).toEqual([['popup'], ['yellow']]);
    stage.press('Enter');
    expect(kinds()).toEqual([]);
  });

  test('orange lies over the yellow one, which comes back', async () => {
    const yellow = await send({ level: 'yellow', headline: '黄' });
    const orange = await send({ level: 'orange', headline: '橙' });
    expect([kinds(), stage.texts().includes('橙')]).toEqual([['orange'], true]);
    await stop(orange);
    expect([kinds(), stage.texts().includes('黄')]).toEqual([['popup'], true]);
    await stop(yellow);
  });

  test('blue and notices are lines: no layer, no tone', async () => {
    const blue = await send({ level: 'blue', headline: '蓝' });
    const notice = await send({ level: 'notice', headline: '停水' });
    expect([kinds(), played, spoken]).toEqual([[], [], []]);
    expect(stage.texts()).toEqual([]);
    await stop(blue);
    await stop(notice);
  });
});

describe('a drill', () => {
  test('says so first and last, on the screen and in voice, with a tone of its own', async () => {
    const content = await send({ level: 'red', drill: true, headline: '燃气泄漏' });
    const texts = stage.texts();
    expect(texts[0]).toBe('演练');
    expect(texts).toContain('红色预警演练');
    expect(played).toEqual(['drill']);
    expect(spoken[0]).toMatch(/^演练。.*演练。$/);
    await stop(content);
  });

  test('leaves at once for an actual warning, and for a call for help', async () => {
    const drill = await send({ level: 'red', drill: true, headline: '演习' });
    const actual = await send({ level: 'yellow', headline: '真的' });
    expect([kinds(), stage.texts().includes('真的'), stage.texts().includes('演习')]).toEqual([['popup'], true, false]);
    await stop(actual);
    expect(stage.texts()).toContain('演习');
    const hide = kit.banners.show({ tag: '求助', text: '求助', color: 0, ink: 0, rank: 100 });
    expect(kinds()).toEqual([]);
    hide();
    expect(kinds()).toEqual(['red']);
    await stop(drill);
  });
});

test('a correction: on the same layer, never in the look of a warning, without a tone; OK closes it', async () => {
  const wrong = await send({ level: 'red', headline: '燃气泄漏' });
  played.length = 0;
  const correction = {
    kind: 'correction',
    replaces: [wrong.id],
    level: 'red',
    headline: '燃气泄漏',
    body: '没有漏气。',
  };
  await send(correction as Partial<WarningContent>);
  expect(kinds()).toEqual(['red']);
  const texts = stage.texts();
  expect(texts).toContain('更正');
  expect(texts).toContain('刚才的红色预警“燃气泄漏”发错了');
  expect(texts).toContain('没有漏气。');
  expect(texts).not.toContain('红色预警');
  expect(texts.some((text) => text.includes('有效到'))).toBe(false);
  expect(played).toEqual([]);
  expect(spoken.at(-1)).toBe('昔阳里社区发布更正。刚才的红色预警“燃气泄漏”发错了。没有漏气。');
  stage.press('Enter');
  expect(kinds()).toEqual([]);
});

test('what was refused is counted in the settings, in plain words', async () => {
  const { broadcastTv } = await import('../tv.ts');
  const { count } = broadcastScreen.gate.refusals;
  expect(count).toBeGreaterThan(0);
  expect(broadcastTv.networkNotes?.().map(({ text }) => text)).toEqual([`拦下了 ${count} 条不可信的广播`]);
});
