import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../../protocol/ids.ts';
import { type MessageParts, sealed, TestCommunity } from '../../../testing/signing.ts';
import { fedOf, warnedBox } from '../../../testing/warned-box.ts';

/** Attacks that take more than one message: numbers, clocks, drills and floods. */
const HOUR = 3_600_000;
const hours = (n: number): string => new Date(Date.now() + n * HOUR).toISOString();

let here: TestCommunity;
let building: string;

beforeAll(() => {
  here = new TestCommunity();
});
beforeEach(() => {
  localStorage.clear();
  building = `building:${newId()}`;
});

describe('the number of a message', () => {
  test('of another place or another number than it was signed for: wrong audience', async () => {
    const box = warnedBox(here, { scopes: [here.scope, building] });
    await box.hello();
    const parts = here.parts(here.content({ level: 'red' }));
    await box.hear(fedOf(parts, { scope: building, seq: 1, id: newId() }));
    const other = here.parts(here.content());
    await box.hear(fedOf(other, { seq: parts.envelope.sequence }));
    expect([box.all(), box.reasons()]).toEqual([[], ['wrong-audience', 'wrong-audience']]);
  });

  test('a message once more, under a new id in the feed: replayed', async () => {
    const box = warnedBox(here);
    await box.hello();
    const parts = here.parts(here.content({ level: 'red' }));
    await box.send(parts);
    for (const showing of box.warnings.valid) box.warnings.confirm(showing);
    await box.send(parts, { id: newId() });
    expect([box.onScreen(), box.warnings.valid.length, box.reasons()]).toEqual([undefined, 1, ['replayed']]);
  });

  test('heads that go back, and then an older one: rolled back', async () => {
    const box = warnedBox(here);
    await box.hello();
    const older = fedOf(here.parts(here.content({ level: 'red', headline: '旧的' })), { at: hours(-1) });
    await box.hello({ messages: [fedOf(here.parts(here.content({ headline: '新的' })))] });
    await box.hello({ heads: { [here.scope]: 0 } });
    await box.hear(older);
    expect([
      box
        .all()
        .map(({ warning }) => warning.headline)
        .includes('旧的'),
      box.reasons(),
    ]).toEqual([false, ['rolled-back']]);
    // Also when it is said to be later than all that came.
    await box.hello({ heads: { [here.scope]: 0 }, messages: [{ ...older, id: newId(), at: hours(0) }] });
    expect([box.onScreen(), box.reasons()]).toEqual(['新的', ['rolled-back', 'rolled-back']]);
  });

  test('a stop once more: the warning that was sent again since stays', async () => {
    const box = warnedBox(here);
    await box.hello();
    const content = here.content({ level: 'orange' });
    await box.send(here.parts(content));
    const stop = here.stop({ id: newId(), drill: false });
    await box.send(stop);
    await box.send(stop, { id: newId() });
    expect([box.onScreen(), box.reasons()]).toEqual([content.headline, ['rolled-back']]);
  });
});

describe('the clock of a center that lies', () => {
  const MONTH = 30 * 24;

  /** It was good when it was sent. */
  function lastMonth(): MessageParts {
    const times = { notBefore: hours(-MONTH), expires: hours(-MONTH + 5) };
    const parts = here.parts(here.content({ level: 'red', ...times }));
    parts.envelope.sentAt = hours(-MONTH);
    return parts;
  }

  /** A box that believed something a moment ago. */
  async function believer() {
    const box = warnedBox(here, { scopes: [here.scope, building] });
    await box.hello();
    await box.send(here.parts(here.content({ headline: '刚才' })));
    return box;
  }

  test('set back: a red one of last month is stale, whatever it says the time is', async () => {
    const box = await believer();
    await box.hello({ serverTime: hours(-MONTH) });
    await box.send(lastMonth(), { at: hours(-MONTH) });
    expect(box.reasons()).toEqual(['stale']);
    expect(box.all().every(({ warning }) => warning.headline === '刚才')).toBe(true);
  });

  test('set back on a box that has believed nothing since it got its keys', async () => {
    const box = warnedBox(here, { statements: () => [here.statement({ at: hours(0) })] });
    await box.hello();
    await box.hello({ serverTime: hours(-MONTH) });
    await box.send(lastMonth(), { at: hours(-MONTH) });
    expect([box.all(), box.reasons()]).toEqual([[], ['stale']]);
  });

  test('set forward: nothing is believed before its time, and nothing is lost for good', async () => {
    const box = await believer();
    await box.hello({ serverTime: hours(24 * 365) });
    expect(box.onScreen()).toBeUndefined();
    await box.send(here.parts(here.content({ level: 'red', headline: '现在' })), { expiresAt: hours(24 * 366) });
    expect(box.reasons()).toEqual(['stale']);
    await box.hello();
    expect(box.onScreen()).toBe('刚才');
    await box.send(here.parts(here.content({ headline: '以后' })));
    expect(box.onScreen()).toBe('以后');
  });
});

describe('the key of drills', () => {
  test('takes no actual warning off, neither by a stop nor by an update nor by a correction', async () => {
    const box = warnedBox(here);
    await box.hello();
    const actual = here.content({ level: 'red', headline: '真的' });
    await box.send(here.parts(actual));
    await box.send(here.stop({ id: actual.id, drill: true }));
    for (const kind of ['update', 'correction'] as const) {
      await box.send(here.parts(here.content({ kind, replaces: [actual.id], drill: true, level: 'notice' })));
    }
    expect([box.onScreen(), box.reasons()]).toEqual(['真的', ['drill-key', 'drill-key', 'drill-key']]);
    expect(box.warnings.history).toHaveLength(1);
  });

  test('nor does it end beforehand what comes by another scope', async () => {
    const box = warnedBox(here, { scopes: [here.scope, building] });
    await box.hello();
    const actual = here.content({ level: 'red', headline: '真的' });
    await box.send(here.stop({ id: actual.id, drill: true }));
    await box.send(here.parts(actual));
    expect(box.onScreen()).toBe('真的');
  });
});

test('junk instead of a message: malformed, once each, and nothing is kept of it', async () => {
  const box = warnedBox(here);
  await box.hello();
  const good = sealed(here.parts(here.content({ level: 'red' }), building));
  const bodies = [
    null,
    7,
    'x',
    {},
    [],
    { ...good, text: 'x'.repeat(9_000) },
    { ...good, approvals: Array(5).fill({}) },
  ];
  const { text: _, ...textless } = good;
  for (const body of [...bodies, textless, { ...good, signature: 'short' }]) {
    const message = fedOf(here.parts(here.content()), { id: newId(), body });
    await box.hear(message);
    await box.hear(message);
  }
  expect(box.all()).toEqual([]);
  expect(box.reasons()).toEqual(Array(9).fill('malformed'));
  expect(box.reports.every(({ text }) => text.length <= 8_000)).toBe(true);
  expect(box.feed.kept('broadcast:message')).toEqual([]);
});

test('a flood of forgeries neither fills the box nor keeps out what is real', async () => {
  const box = warnedBox(here);
  await box.hello();
  const flood = Array.from({ length: 60 }, () => {
    const parts = here.parts(here.content({ level: 'red', body: '假'.repeat(50) }));
    parts.approvals = [];
    return fedOf(parts);
  });
  box.dark();
  const odd = flood.map((message) => ({ ...message, id: newId() }));
  await box.hear(...flood, ...odd, fedOf(here.parts(here.content({ headline: '真的' }))));
  expect(box.onScreen()).toBe('真的');
  expect(box.outbox.size).toBeLessThanOrEqual(20);
  expect(JSON.stringify(localStorage).length).toBeLessThan(900_000);
});
