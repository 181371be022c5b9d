import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TestCommunity } from '../../../testing/signing.ts';
import type { WarningContent } from '../protocol.ts';
import type { Warning } from './believed.ts';
import type { Showing } from './warnings.ts';
import { headlineOf, lineOf, momentOf, nameOf, spokenOf, validityOf } from './words.ts';

let here: TestCommunity;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-24T02:00:00Z') });
  here = new TestCommunity();
});
afterEach(() => vi.useRealTimers());

function showing(part: Partial<WarningContent>, more: Partial<Showing> = {}): Showing {
  const content = here.content({ headline: '大风', body: '请关好门窗', ...part });
  const place = { sentAt: content.notBefore, scope: here.scope, sequence: 1, feedId: content.id };
  const warning: Warning = { ...content, ...place, stoppedAt: null, replacedBy: null };
  return { warning, level: content.level, as: 'warning', state: 'valid', ...more };
}

const spoken = (one: Showing) => spokenOf(one, Date.now());

test('who says it, what, what to do, until when', () => {
  expect(spoken(showing({ level: 'orange' }))).toBe('昔阳里社区发布橙色预警。大风。请关好门窗。有效到今天 11:00。');
  expect(spoken(showing({ level: 'red', body: '快走！' }))).toBe(
    '昔阳里社区发布红色预警。大风。快走！有效到今天 11:00。',
  );
});

test('an update says that it is one; what is over says nothing of its end', () => {
  const update = showing({ level: 'red', kind: 'update', replaces: [here.id] });
  expect(spoken(update)).toMatch(/^昔阳里社区更新红色预警。/);
  expect(lineOf(update)).toBe('昔阳里社区：更新大风。请关好门窗');
  expect(spoken(showing({ level: 'red' }, { state: 'over' }))).not.toContain('有效');
});

test('a drill has the word first and last, on every way', () => {
  for (const level of ['red', 'orange', 'yellow', 'blue'] as const) {
    const drill = showing({ level, drill: true });
    expect(spoken(drill)).toMatch(/^演练。.+以上是演练。$/);
    expect(lineOf(drill)).toMatch(/^演练。.+以上是演练。$/);
    expect(nameOf(drill)).toContain('演练');
  }
  const wrong = showing({ level: 'red', drill: true }).warning;
  const correction = showing({ drill: true, kind: 'correction' }, { as: 'correction', wrong, level: 'red' });
  expect(spoken(correction)).toBe(
    '演练。昔阳里社区发布更正演练。刚才的红色预警演练“大风”发错了。请关好门窗。以上是演练。',
  );
  expect(nameOf(showing({ level: 'notice', drill: true }, { as: 'notice' }))).toBe('通知演练');
});

test('a correction never names a level as its own', () => {
  const wrong = showing({ level: 'red' }).warning;
  const correction = showing({ kind: 'correction', level: 'red' }, { as: 'correction', wrong, level: 'red' });
  expect(nameOf(correction)).toBe('更正');
  expect(headlineOf(correction)).toBe('“大风”发错了');
  expect(validityOf(correction, Date.now())).toBe('');
  expect(nameOf(showing({ kind: 'correction', level: 'red' }, { as: 'notice', level: 'notice' }))).toBe('通知');
});

test('how it stands, and when', () => {
  const states = ['valid', 'withdrawn', 'updated', 'corrected', 'over'] as const;
  const said = states.map((state) => validityOf(showing({}, { state }), Date.now()));
  expect(said).toEqual(['有效到今天 11:00', '已解除', '已更新', '已更正', '已结束']);
  expect(momentOf('2026-11-24T16:30:00Z', Date.now())).toBe('11月25日 00:30');
});
