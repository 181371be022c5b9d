import { expect, test } from 'vitest';
import { newId } from '../../../../protocol/ids.ts';
import type { WarningContent } from '../../protocol.ts';
import { message } from '../parts/message.fixture.ts';
import { summonsOf } from './summons.ts';

const content: WarningContent = {
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
const waits = (id: string, authorId: string) =>
  message(id, { state: 'waiting', authorId, content: JSON.stringify(content) }, { level: 'red', headline: '别的话' });

test('nobody is called to approve what they wrote, nor what does not wait', () => {
  const all = [waits('own', 'me'), waits('other', 'you'), message('draft', { authorId: 'you' })];
  expect(summonsOf(all, 'me').map(({ id }) => id)).toEqual(['other']);
});

test('its words are those of the signed text, and not of the draft beside it', () => {
  expect(summonsOf([waits('other', 'you')], 'me')[0]?.params).toEqual({
    level: '红色',
    headline: '着火了',
    author: '吴宣传',
  });
});
