import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { newId } from '../../../protocol/ids.ts';
import { TestCommunity } from '../../../testing/signing.ts';
import { fedOf, warnedBox } from '../../../testing/warned-box.ts';
import { LEVELS, type WarningContent } from '../protocol.ts';
import type { Warning } from './believed.ts';
import { ranked, type Showing } from './warnings.ts';

const HOUR = 3_600_000;

let here: TestCommunity;
let box: ReturnType<typeof warnedBox>;

beforeAll(() => {
  here = new TestCommunity();
});
beforeEach(async () => {
  localStorage.clear();
  box = warnedBox(here);
  await box.hello();
});
afterEach(() => {
  vi.useRealTimers();
});

async function send(part: Partial<WarningContent>): Promise<WarningContent> {
  const content = here.content({ headline: part.level ?? 'yellow', ...part });
  await box.send(here.parts(content));
  return content;
}

/** How the box shows it now. */
function showing({ id }: Pick<WarningContent, 'id'>): Showing {
  const found = box.warnings.find(id);
  if (!found) throw new Error('not believed');
  return found;
}

const see = (content: WarningContent) => box.warnings.shown(showing(content));
const confirm = (content: WarningContent) => box.warnings.confirm(showing(content));
const receiptsOf = async ({ id }: WarningContent) => {
  await vi.waitFor(() => expect(box.feed.cursors).toBeDefined());
  await new Promise((over) => setTimeout(over, 150));
  return box.receipts.filter((receipt) => receipt.endsWith(id)).map((receipt) => receipt.split(' ')[0]);
};

describe('several at once', () => {
  test('the worst has the screen, of the same level the newest; the others wait', async () => {
    await send({ level: 'yellow' });
    const older = await send({ level: 'red', headline: '先' });
    await send({ level: 'orange' });
    const newer = await send({ level: 'red', headline: '后' });
    await send({ level: 'blue' });
    await send({ level: 'notice' });
    expect([box.onScreen(), box.lines()]).toEqual(['后', ['blue', 'notice']]);
    confirm(newer);
    expect(box.onScreen()).toBe('先');
    confirm(older);
    expect([box.onScreen(), box.lines()]).toEqual(['orange', ['后', '先', 'blue', 'notice']]);
  });

  test('ranking is one order, whatever order they came in', () => {
    const one = fc.record({
      level: fc.constantFrom(...LEVELS),
      drill: fc.boolean(),
      as: fc.constantFrom('warning' as const, 'correction' as const),
      minute: fc.nat(500),
    });
    type One = typeof one extends fc.Arbitrary<infer Value> ? Value : never;
    const showingOf = ({ level, drill, as, minute }: One, index: number): Showing => {
      const sentAt = new Date(Date.UTC(2026, 0, 1, 0, minute, index % 60)).toISOString();
      return { level, as, state: 'valid', warning: { ...here.content({ level, drill }), sentAt } as Warning };
    };
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (list, seeds) => {
        const made = list.map(showingOf);
        const inOrder = ranked(made);
        const shuffled = made.map((it) => ({ it, seed: seeds.next().value })).sort((a, b) => a.seed - b.seed);
        const again = ranked(shuffled.map(({ it }) => it));
        const keys = (all: Showing[]) => all.map((it) => [it.level, it.as, it.warning.drill, it.warning.sentAt].join());
        expect(keys(again)).toEqual(keys(inOrder));
        inOrder.slice(1).forEach((later, index) => {
          const before = inOrder[index] as Showing;
          if (before.warning.drill !== later.warning.drill) expect(before.warning.drill).toBe(false);
          else expect(LEVELS.indexOf(before.level)).toBeLessThanOrEqual(LEVELS.indexOf(later.level));
        });
      }),
      { numRuns: 60 },
    );
  });

  test('what comes for the building and for a group is one', async () => {
    const scope = `group:alone:${here.id}`;
    localStorage.clear();
    box = warnedBox(here, { scopes: [here.scope, scope] });
    await box.hello();
    const content = here.content({ audience: [{ kind: 'community' }, { kind: 'group', group: 'alone' }] });
    await box.hear(fedOf(here.parts(content)), fedOf(here.parts(content, scope)));
    confirm(content);
    await box.hear(fedOf(here.parts(content, scope), { id: newId() }));
    expect([box.onScreen(), box.warnings.history.length, box.reasons()]).toEqual([undefined, 1, []]);
  });
});

describe('drills', () => {
  test('an actual warning takes the screen from a drill; no drill comes between while one holds', async () => {
    const drill = await send({ level: 'red', headline: '演习', drill: true });
    expect(box.onScreen()).toBe('演习');
    see(drill);
    const actual = await send({ level: 'yellow', headline: '真的' });
    expect(box.onScreen()).toBe('真的');
    confirm(actual);
    expect(box.onScreen()).toBe('演习');
    const orange = await send({ level: 'orange', headline: '还有' });
    confirm(orange);
    expect([box.onScreen(), box.lines()]).toEqual([undefined, ['还有']]);
    await box.send(here.stop(orange));
    expect(box.onScreen()).toBe('演习');
  });

  test('nor while somebody calls for help', async () => {
    await send({ level: 'red', drill: true });
    box.warnings.holdsDrills = true;
    expect(box.onScreen()).toBeUndefined();
    await send({ level: 'yellow', headline: '真的' });
    expect(box.onScreen()).toBe('真的');
    box.warnings.holdsDrills = false;
  });
});

describe('receipts', () => {
  test('shown once and only when drawn, confirmed by the resident once', async () => {
    const one = await send({ level: 'yellow' });
    expect(await receiptsOf(one)).toEqual(['received']);
    see(one);
    see(one);
    confirm(one);
    box.warnings.opened(showing(one));
    expect(await receiptsOf(one)).toEqual(['received', 'shown', 'confirmed']);
    expect([box.onScreen(), box.lines()]).toEqual([undefined, []]);
  });

  test('a yellow one that had its time was not confirmed; read later in the list, it is', async () => {
    const one = await send({ level: 'yellow' });
    see(one);
    box.warnings.timeUp(showing(one));
    expect([box.onScreen(), await receiptsOf(one)]).toEqual([undefined, ['received', 'shown']]);
    box.warnings.opened(showing(one));
    expect(await receiptsOf(one)).toEqual(['received', 'shown', 'confirmed']);
  });
});

describe('the end of a warning', () => {
  test('withdrawn: off at once, and said only to those who have seen it', async () => {
    const said: string[] = [];
    box.warnings.withdrawn.on(({ warning }) => said.push(warning.headline));
    const unseen = await send({ level: 'orange', headline: '没见过' });
    const seen = await send({ level: 'red', headline: '见过' });
    see(seen);
    confirm(seen);
    expect(box.lines()).toEqual(['见过']);
    await box.send(here.stop(seen));
    await box.send(here.stop(unseen));
    expect([box.onScreen(), box.lines(), said]).toEqual([undefined, [], ['见过']]);
    expect(box.warnings.history.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });

  test('a stop that comes before its warning, by another scope, holds too', async () => {
    const content = here.content({ level: 'red' });
    await box.send(here.stop(content));
    await box.send(here.parts(content));
    expect([box.onScreen(), box.lines()]).toEqual([undefined, []]);
  });

  test('it goes when its time is over by the center, whatever the own clock says', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const one = await send({ level: 'red', headline: '一会儿', expires: new Date(Date.now() + 60_000).toISOString() });
    await send({ level: 'orange', headline: '很久' });
    expect(box.onScreen()).toBe('一会儿');
    vi.setSystemTime(Date.now() + 61_000);
    expect(box.onScreen()).toBe('很久');
    expect(showing(one).state).toBe('over');
    box.clock.set(new Date(Date.now() + 2 * HOUR).toISOString());
    expect([box.onScreen(), box.lines()]).toEqual([undefined, []]);
  });
});

describe('updates and corrections', () => {
  test('an update takes the place of the old one at once, also when that was read already', async () => {
    const old = await send({ level: 'orange', headline: '旧的' });
    see(old);
    confirm(old);
    const update = await send({ level: 'red', headline: '新的', kind: 'update', replaces: [old.id] });
    expect([box.onScreen(), box.lines(), showing(old).state]).toEqual(['新的', [], 'updated']);
    expect(showing(update).as).toBe('warning');
  });

  test('an update that comes before what it replaces, by another scope: the old one never shows', async () => {
    const old = here.content({ level: 'red', headline: '旧的' });
    await send({ level: 'yellow', headline: '新的', kind: 'update', replaces: [old.id] });
    await box.send(here.parts(old));
    expect([box.onScreen(), showing(old).state]).toEqual(['新的', 'updated']);
  });

  test('a correction takes the wrong one off, and says so where it was seen', async () => {
    const wrong = await send({ level: 'red', headline: '错的' });
    see(wrong);
    confirm(wrong);
    const right = await send({ level: 'red', kind: 'correction', replaces: [wrong.id], headline: '更正' });
    expect(box.warnings.onScreen).toMatchObject({ as: 'correction', level: 'red', wrong: { id: wrong.id } });
    expect([box.lines(), showing(wrong).state]).toEqual([[], 'corrected']);
    confirm(right);
    expect([box.onScreen(), box.lines()]).toEqual([undefined, []]);
  });

  test('of something that nobody has seen here it is a plain notice, whatever level it claims', async () => {
    const waiting = await send({ level: 'red', headline: '没显示过' });
    for (const replaces of [[waiting.id], [newId()]]) {
      const one = await send({ level: 'red', kind: 'correction', replaces, headline: '更正' });
      expect(showing(one)).toMatchObject({ as: 'notice', level: 'notice' });
    }
    expect([box.onScreen(), box.lines()]).toEqual([undefined, ['更正', '更正']]);
  });

  test('of a line it is a line', async () => {
    const wrong = await send({ level: 'blue' });
    see(wrong);
    const right = await send({ level: 'blue', kind: 'correction', replaces: [wrong.id], headline: '更正' });
    expect([showing(right).as, box.onScreen(), box.lines()]).toEqual(['correction', undefined, ['更正']]);
  });

  test('what warns comes before what takes back at the same level, and after it at a lower one', async () => {
    const wrong = await send({ level: 'red' });
    see(wrong);
    await send({ level: 'red', kind: 'correction', replaces: [wrong.id], headline: '更正' });
    await send({ level: 'orange', headline: '橙' });
    expect(box.onScreen()).toBe('更正');
    await send({ level: 'red', headline: '红' });
    expect(box.onScreen()).toBe('红');
  });
});

describe('notices', () => {
  test('a line until it was opened, new until then, and never on the screen', async () => {
    const one = await send({ level: 'notice', headline: '停水' });
    expect([box.onScreen(), box.lines(), box.warnings.isUnread(showing(one))]).toEqual([undefined, ['停水'], true]);
    see(one);
    expect(box.lines()).toEqual(['停水']);
    box.warnings.opened(showing(one));
    expect([box.lines(), box.warnings.isUnread(showing(one))]).toEqual([[], false]);
    expect(box.warnings.notices.map(({ warning }) => warning.headline)).toEqual(['停水']);
    expect(await receiptsOf(one)).toEqual(['received', 'shown', 'confirmed']);
  });
});

describe('after a restart', () => {
  test('what had the screen is a line, what nobody saw takes it, what was read stays away', async () => {
    for (const level of ['red', 'orange', 'yellow'] as const) see(await send({ level }));
    const read = await send({ level: 'yellow', headline: '读过' });
    confirm(read);
    await send({ level: 'orange', headline: '没显示过' });
    await send({ level: 'notice' });
    box = warnedBox(here);
    expect([box.onScreen(), box.lines()]).toEqual(['没显示过', ['red', 'orange', 'notice']]);
  });

  test('updates, stops and corrections still hold, and a correction is not said twice', async () => {
    const wrong = await send({ level: 'red' });
    see(wrong);
    see(await send({ level: 'red', kind: 'correction', replaces: [wrong.id], headline: '更正' }));
    const stopped = await send({ level: 'orange' });
    await box.send(here.stop(stopped));
    box = warnedBox(here);
    await box.settle();
    expect([box.onScreen(), box.lines(), box.warnings.history.length]).toEqual([undefined, [], 3]);
    await box.hello();
    await box.hear(fedOf(here.parts(stopped), { id: newId() }));
    expect(box.onScreen()).toBeUndefined();
  });

  test('any sequence of messages and deeds leaves the same screen after a restart, but for what had it', async () => {
    const step = fc.tuple(fc.constantFrom(...LEVELS), fc.constantFrom('none', 'see', 'confirm', 'stop', 'update'));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        localStorage.clear();
        box = warnedBox(here);
        await box.hello();
        for (const [level, deed] of steps) {
          const content = await send({ level });
          if (deed === 'see') see(content);
          if (deed === 'confirm') confirm(content);
          if (deed === 'stop') await box.send(here.stop(content));
          if (deed === 'update') await send({ level, kind: 'update', replaces: [content.id] });
        }
        const ids = (showings: Showing[]) => showings.map(({ warning, state }) => `${warning.id} ${state}`);
        const before = [ids(box.warnings.valid), ids(box.warnings.history)];
        const again = warnedBox(here);
        expect([ids(again.warnings.valid), ids(again.warnings.history)]).toEqual(before);
        expect(again.reports).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 30_000);
});

describe('history', () => {
  test('ninety days, sixty messages, and what still holds is never pushed out', async () => {
    const lasting = await send({ level: 'red', headline: '还有效' });
    for (let number = 0; number < 70; number++) {
      const content = here.content({ headline: `第${number}条` });
      for (const { envelope, id } of [here.parts(content), here.stop(content)]) {
        const verdict =
          envelope.type === 'warning' ? { ok: true as const, envelope, content } : { ok: true as const, envelope };
        box.believed.take(verdict, { scope: envelope.scope, seq: envelope.sequence, id });
      }
    }
    const headlines = box.warnings.history.map(({ warning }) => warning.headline);
    expect(headlines).toHaveLength(60);
    expect([headlines[0], headlines[1], headlines.at(-1)]).toEqual(['还有效', '第69条', '第11条']);
    expect(showing(lasting).state).toBe('valid');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 91 * 24 * HOUR });
    expect(box.warnings.history).toEqual([]);
  }, 30_000);
});
