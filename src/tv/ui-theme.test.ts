/// <reference path="./ui-components.d.ts" />
import { context, Toggle } from '@lightningjs/ui-components/src';
import { afterEach, expect, test } from 'vitest';
import { kit } from './kit.ts';
import { COLOR, FAMILY } from './theme.ts';
import { toggleWidth } from './ui-theme.ts';

afterEach(() => kit.settings.set('bigText', false));

/** ui-components' types leave its own measures out. */
const measures = () =>
  (Toggle as unknown as { __themeStyle: { base(theme: object): { width: number } } }).__themeStyle.base(context.theme);

test('ui-components draws in the colours and letters of the house', () => {
  const { color, typography } = context.theme;
  expect([color.fillBrand, color.fillInverseTertiary]).toEqual([COLOR.accent, COLOR.ground]);
  expect(typography.body1).toMatchObject({ fontFace: FAMILY, fontSize: 44 });
});

test('big text makes it larger at once, and a toggle as wide as the row leaves room for', () => {
  const normal = toggleWidth();
  expect(measures().width).toBe(normal);
  kit.settings.set('bigText', true);
  expect(context.theme.typography.body1).toMatchObject({ fontFace: FAMILY, fontSize: 55 });
  expect(toggleWidth()).toBeGreaterThan(normal);
  expect(measures().width).toBe(toggleWidth());
});
