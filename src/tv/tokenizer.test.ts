import { expect, test } from 'vitest';
import { tokenize } from './tokenizer.ts';

const tokens = (text: string) => tokenize(text)[0]?.tokens;

test('a line may break between any two Han characters', () => {
  expect(tokens('一键点餐')).toEqual(['一', '键', '点', '餐']);
});

test('closing punctuation stays with what stands before it, opening with what comes after', () => {
  expect(tokens('按“确定”打开，好吗？')).toEqual(['按', '“确', '定”', '打', '开，', '好', '吗？']);
});

test('Latin words and numbers stay whole, spaces stand alone', () => {
  expect(tokens('请打 022-2345 急事')).toEqual(['请', '打', ' ', '022-2345', ' ', '急', '事']);
});

test('nothing is lost', () => {
  const text = '（“3.5 元”……）共 12 份，送到家。';
  expect(tokens(text)?.join('')).toBe(text);
});
