import type { Lightning } from '@lightningjs/sdk';
import { expect, test } from 'vitest';
import { type LayerHost, type LayerKind, Layers } from './layers.ts';

class Sheet {}

function layers() {
  const drawn: object[] = [];
  const host = {
    add: () => {
      const sheet = new Sheet();
      drawn.push(sheet);
      return sheet;
    },
    remove: (sheet: object) => drawn.splice(drawn.indexOf(sheet), 1),
  };
  const made = new Layers();
  made.use(host as unknown as LayerHost);
  const show = (kind: LayerKind) => made.show(kind, Sheet as unknown as new () => Lightning.Component);
  const kinds = () => made.stack.map((layer) => layer.kind);
  return { made, drawn, show, kinds };
}

test('a higher layer lies on top, whatever came first', () => {
  const { made, show, kinds } = layers();
  show('sos');
  show('popup');
  show('red');
  expect(kinds()).toEqual(['popup', 'red', 'sos']);
  expect(made.top?.kind).toBe('sos');
});

test('what was suspended comes back as it was: the same component', () => {
  const { made, show } = layers();
  const dialog = show('popup');
  const warning = show('red');
  expect(made.top).toBe(warning);
  warning.close();
  expect(made.top).toBe(dialog);
});

test('of the same kind the newest is on top', () => {
  const { made, show } = layers();
  show('orange');
  const newer = show('orange');
  expect(made.top).toBe(newer);
});

test('a layer is taken off once, also from below another one', () => {
  const { drawn, show, kinds } = layers();
  const popup = show('popup');
  show('call');
  popup.close();
  popup.close();
  expect(kinds()).toEqual(['call']);
  expect(drawn).toHaveLength(1);
});
