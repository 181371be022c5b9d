import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Draft, Message, Template } from '../../protocol.ts';
import { targetKey, toggleTarget } from '../parts/targets.ts';
import { blankDraft, draftFrom, expiryIn, judgeExpiry, missingIn, updateOf } from './draft.ts';
import { fillGaps, GAP, GAP_MAX, gapValues, hasGaps } from './gaps.ts';

const NOW = Date.parse('2026-11-24T04:00:10.000Z');
const full: Draft = {
  ...blankDraft('昔阳里服务中心', false),
  level: 'red',
  hazard: 'weather',
  headline: '暴雨',
  body: '不要出门。',
  audience: [{ kind: 'community' }],
  expiresAt: '2026-11-24T06:00:00.000Z',
};
const template: Template = {
  id: '0197a000-0000-7000-8000-000000000001',
  name: '停水',
  hazard: 'water',
  level: 'blue',
  headline: '停水通知',
  body: '{}停水检修，{}恢复。',
  hours: 24,
  approvedBy: '郑主任',
};

describe('a draft', () => {
  test('has neither level nor audience nor end by default', () => {
    expect(missingIn(blankDraft('中心', false), NOW)).toEqual([
      'level',
      'hazard',
      'headline',
      'body',
      'audience',
      'expiry',
    ]);
  });

  test.each([
    [{ level: null }, 'level'],
    [{ hazard: null }, 'hazard'],
    [{ sender: ' ' }, 'sender'],
    [{ body: '  ' }, 'body'],
    [{ headline: '{}停水' }, 'gaps'],
    [{ body: '字'.repeat(61) }, 'tooLong'],
    [{ audience: [] }, 'audience'],
    [{ expiresAt: '2026-11-24T04:00:00.000Z' }, 'expiryOver'],
    [{ expiresAt: '2026-11-27T04:00:11.000Z' }, 'expiryTooLong'],
  ] as const)('%o keeps it from the last look: %s', (part, missing) => {
    expect(missingIn(full, NOW)).toEqual([]);
    expect(missingIn({ ...full, ...part } as Draft, NOW)).toEqual([missing]);
  });

  test('from a template says its words and ends after its hours, on a full minute', () => {
    const draft = draftFrom(template, blankDraft('中心', true), NOW);
    expect(draft).toMatchObject({ drill: true, level: 'blue', templateId: template.id, body: template.body });
    expect(draft.expiresAt).toBe('2026-11-25T04:00:00.000Z');
    expect(missingIn(draft, NOW)).toEqual(['gaps', 'audience']);
  });

  test('the longest quick choice is not too long, however late it is chosen in a minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59_999 }), (ms) => {
        expect(judgeExpiry(expiryIn(72, NOW + ms), NOW + ms)).toBe('ok');
      }),
    );
  });

  test('an update stands in for what was sent, on the same screens, without its voice', () => {
    const sent = { id: template.id, draft: { ...full, voice: { hash: 'a', type: 'audio/wav', bytes: 1 } } } as Message;
    expect(updateOf(sent)).toMatchObject({
      kind: 'update',
      replaces: template.id,
      audience: full.audience,
      headline: '暴雨',
      voice: null,
    });
  });
});

test('a target is chosen and taken away by the same press', () => {
  const once = toggleTarget([{ kind: 'community' }], { kind: 'building', id: 'b1' });
  expect(once.map(targetKey)).toEqual(['community', 'building:b1']);
  expect(toggleTarget(once, { kind: 'community' }).map(targetKey)).toEqual(['building:b1']);
});

describe('gaps', () => {
  test('are filled one by one; an open one stays', () => {
    expect(fillGaps(template.body, ['今天下午', ''])).toBe('今天下午停水检修，{}恢复。');
    expect(hasGaps(fillGaps(template.body, ['今天下午', '晚上']))).toBe(false);
    expect(gapValues(template.body, '今天下午停水检修，{}恢复。')).toEqual(['今天下午', '']);
  });

  test('are gone once the fixed words were changed, or too much was written into one', () => {
    expect(gapValues(template.body, '今天下午停电检修，晚上恢复。')).toBeUndefined();
    expect(gapValues(template.body, `${'字'.repeat(GAP_MAX + 1)}停水检修，晚上恢复。`)).toBeUndefined();
  });

  test('what was read out of words puts the very words together again', () => {
    const word = fc.string({ maxLength: GAP_MAX, unit: fc.constantFrom('甲', '停', '。', '1', '$', '(', '\\') });
    const fixed = fc.string({ maxLength: 6, unit: fc.constantFrom('甲', '停', '。', '1', '$', '(', '\\') });
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fixed), { minLength: 1, maxLength: 4 }), fixed, (gaps, first) => {
        const text = gaps.reduce((made, [, part]) => made + GAP + part, first);
        const words = fillGaps(
          text,
          gaps.map(([value]) => value),
        );
        expect(fillGaps(text, gapValues(text, words) ?? ['lost'])).toBe(words);
      }),
    );
  });
});
