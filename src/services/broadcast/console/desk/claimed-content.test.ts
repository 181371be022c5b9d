import { expect, test } from 'vitest';
import { newId } from '../../../../protocol/ids.ts';
import { claimedContent } from './claimed-content.ts';

const content = {
  v: 1,
  id: newId(),
  community: newId(),
  kind: 'alert',
  replaces: [],
  drill: false,
  level: 'red',
  hazard: 'fire',
  sender: '中心',
  headline: '着火了',
  body: '走楼梯。',
  audience: [{ kind: 'community' }],
  notBefore: '2026-11-24T03:00:00.000Z',
  expires: '2026-11-24T05:00:00.000Z',
  picture: null,
  voice: null,
};
const envelope = {
  v: 1,
  type: 'warning',
  community: content.community,
  scope: 'community:x',
  sequence: 1,
  sentAt: '2026-11-24T03:00:00.000Z',
  content: JSON.stringify(content),
};

test('is read out of an envelope, or as it stands', () => {
  expect(claimedContent(JSON.stringify(envelope))).toEqual(content);
  expect(claimedContent(JSON.stringify(content))).toEqual(content);
});

test.each(['', '{', '[]', '"text"', JSON.stringify({ ...envelope, content: 'no JSON' })])(
  'what is none makes no words: %s',
  (text) => {
    expect(claimedContent(text)).toBeUndefined();
  },
);
