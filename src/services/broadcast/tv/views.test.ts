import fc from 'fast-check';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../protocol/ids.ts';
import { TestCommunity } from '../../../testing/signing.ts';
import { kit } from '../../../tv/kit.ts';
import { fontSize, SCREEN } from '../../../tv/theme.ts';
import { BODY_MAX, HEADLINE_MAX } from '../protocol.ts';
import type { Warning } from './believed.ts';
import { correctionView } from './correction-view.ts';
import { linesOf } from './fit.ts';
import { type MessageView, messageView } from './message-view.ts';
import type { LoudShowing } from './warnings.ts';

let here: TestCommunity;

beforeAll(() => {
  here = new TestCommunity();
});
afterEach(() => kit.settings.set('bigText', false));

interface Drawn {
  readonly y: number;
  readonly text?: { text: string; fontSize: number; lineHeight: number; maxLines?: number; wordWrapWidth?: number };
}

const words = (max: number) =>
  fc
    .array(fc.constantFrom(...'暴雨红色预警，请马上离开。“3号楼”、电话022-8888；ABC'), { minLength: 1, maxLength: max })
    .map((letters) => letters.join(''));
const messages = fc.record({
  level: fc.constantFrom('red', 'orange', 'yellow' as const),
  drill: fc.boolean(),
  big: fc.boolean(),
  picture: fc.boolean(),
  sender: words(20),
  headline: words(HEADLINE_MAX),
  body: words(BODY_MAX),
});

/** Every word stands within the sheet, the sheet on the screen, and the body is neither cut nor small. */
function holds({ w, h, children, key, note }: MessageView, body: string): void {
  expect(w).toBeLessThanOrEqual(SCREEN.w);
  expect(h).toBeLessThanOrEqual(SCREEN.h);
  expect(key.y).toBeGreaterThan(0);
  expect(note?.w ?? 1).toBeGreaterThan(0);
  const texts = (children as Drawn[]).filter(({ text }) => text);
  for (const { y, text } of texts) {
    if (!text) continue;
    const lines = text.wordWrapWidth
      ? Math.min(text.maxLines ?? 1, linesOf(text.text, text.fontSize, text.wordWrapWidth))
      : 1;
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y + lines * text.lineHeight).toBeLessThanOrEqual(h + 1);
  }
  const { text, y } = texts.find((drawn) => drawn.text?.text === body) ?? {};
  if (!text || y === undefined) throw new Error('the body is missing');
  const lines = linesOf(body, text.fontSize, text.wordWrapWidth ?? 0);
  expect(text.fontSize).toBeGreaterThanOrEqual(fontSize('body'));
  expect(text.maxLines).toBe(lines);
  expect(y + lines * text.lineHeight).toBeLessThanOrEqual(key.y + 1);
}

const warningOf = (part: Partial<Warning>): Warning => {
  const content = here.content(part);
  const place = { sentAt: content.notBefore, scope: here.scope, sequence: 1, feedId: content.id };
  return { ...content, ...place, stoppedAt: null, replacedBy: null };
};

test('a warning of any words, level and text size: nothing cut, nothing over the edge', () => {
  fc.assert(
    fc.property(messages, ({ level, big, picture, ...part }) => {
      kit.settings.set('bigText', big);
      const showing: LoudShowing = { warning: warningOf({ level, ...part }), level, as: 'warning', state: 'valid' };
      holds(messageView(showing, { now: Date.now(), picture: picture ? 'blob:picture' : undefined }), part.body);
    }),
    { numRuns: 300 },
  );
});

test('a correction of any of them, too', () => {
  fc.assert(
    fc.property(messages, ({ level, big, picture: _, ...part }) => {
      kit.settings.set('bigText', big);
      const wrong = warningOf({ id: newId(), level, drill: part.drill, headline: part.headline });
      const warning = warningOf({ kind: 'correction', replaces: [wrong.id], level, ...part });
      holds(correctionView({ warning, wrong, level, as: 'correction', state: 'valid' }), part.body);
    }),
    { numRuns: 200 },
  );
});
