import core, { Component, Element } from '@lightningjs/core';
import { Lightning } from '@lightningjs/sdk';
import { expect, test } from 'vitest';
import { applyTemplate, getterOf, getterRouter, methodRouter, setterOf, setterRouter } from './without-eval.ts';

type Log = string[];
type Owner = Parameters<typeof applyTemplate>[1];

/** An element that writes down all that is done to it, children and text under its name. */
function recorder(name: string, log: Log): Owner {
  const object = (path: string, own: object = {}): object =>
    new Proxy(own, {
      set: (target, key, value) => {
        log.push(`${path}.${String(key)} = ${typeof value === 'function' ? value.name : JSON.stringify(value)}`);
        return Reflect.set(target, key, value);
      },
    });
  const stage = { createElement: () => recorder(`${name}>element`, log) };
  return object(name, {
    stage,
    childList: { add: () => log.push(`${name} takes a child`) },
    enableTextTexture: () => object(`${name}.text`),
    __bindProperty: (_: unknown, __: unknown, key: string) => log.push(`${name} binds ${key}`),
    toJSON: () => name,
  }) as Owner;
}

class Texture {
  src = '';
}

const template = {
  alpha: 0.5,
  clipping: true,
  label: 'ab"c',
  nothing: null,
  data: [1, 2],
  bound: { __propertyBinding: true, __name: 'x' },
  text: { text: '你好', fontSize: 44 },
  texture: { type: Texture, src: 'a.png' },
  Plain: { x: 1, Deep: { y: 2, text: { text: '里' } } },
  Typed: { type: Element, x: 3 },
};

test('a template is put onto an element as core itself does it', () => {
  // Core compiles a string here; where the tests run without a CSP it may.
  const { f, a } = (Component as unknown as { parseTemplate(template: object): CompiledTemplate }).parseTemplate(
    template,
  );
  const [compiled, interpreted]: [Log, Log] = [[], []];
  f(recorder('app', compiled), a);
  const owner = recorder('app', interpreted);
  applyTemplate(template, owner, owner, Element as never);
  expect(interpreted).toEqual(compiled);
  expect(interpreted).toMatchInlineSnapshot(`
    [
      "app.alpha = 0.5",
      "app.clipping = true",
      "app.label = "ab\\"c"",
      "app.nothing = null",
      "app.data = [1,2]",
      "app binds bound",
      "app.text.text = "你好"",
      "app.text.fontSize = 44",
      "app.texture = {"src":"a.png"}",
      "app>element.ref = "Plain"",
      "app>element.x = 1",
      "app>element.ref = "Deep"",
      "app>element.y = 2",
      "app>element.text.text = "里"",
      "app>element takes a child",
      "app takes a child",
      "app>element.ref = "Typed"",
      "app>element.type = Element",
      "app>element.x = 3",
      "app takes a child",
    ]
  `);
});

interface CompiledTemplate {
  f(element: object, store: unknown): void;
  a: unknown;
}

test('properties are read and written by their paths', () => {
  const target = { x: 1, shader: { radius: 2 } };
  setterOf('x')(target, 5);
  setterOf('shader.radius')(target, 6);
  expect(target).toEqual({ x: 5, shader: { radius: 6 } });
  expect([getterOf('x')(target), getterOf('shader.radius')(target)]).toEqual([5, 6]);
});

test('a member of a component with states is the one of its present state', () => {
  const aliases = [null, '$Open.add', '$Open.add'];
  const component = {
    _stateIndex: 1,
    base: 10,
    '$Open.add'(this: { base: number }, by: number) {
      return this.base + by;
    },
  };
  expect(methodRouter(aliases).call(component, 5)).toBe(15);
  setterRouter([null, 'base']).call(component, 20);
  expect(getterRouter([null, 'base']).call(component)).toBe(20);
  component._stateIndex = 0;
  expect(methodRouter(aliases).call(component, 5)).toBeUndefined();
  expect(getterRouter([null, 'base']).call(component)).toBeUndefined();
});

test("there is one core: the SDK's Lightning is the one that the build patches", () => {
  expect(Lightning).toBe(core);
});
