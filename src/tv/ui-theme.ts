import { context } from '@lightningjs/ui-components/src';
import { kit } from './kit.ts';
import { COLOR, FAMILY, fontSize, grown, lineHeight, type SizeName } from './theme.ts';

/** Which of our text sizes stands for each of ui-components' kinds of text. */
const SIZE_OF: Readonly<Record<string, SizeName>> = {
  display1: 'title',
  display2: 'title',
  headline1: 'strong',
  headline2: 'strong',
  headline3: 'strong',
  body1: 'body',
  body2: 'body',
  body3: 'body',
  button1: 'body',
  button2: 'body',
  callout1: 'body',
  caption1: 'hint',
  tag1: 'hint',
  footnote1: 'hint',
};

/** theme.ts in the words of @lightningjs/ui-components, at the present text size, so that both kinds look alike. */
export function uiTheme() {
  const { ground, surface, surfaceFocus, line, text, quiet, accent, accentFocus, onAccent, good, bad } = COLOR;
  return {
    name: 'xiyangli',
    color: {
      material: surface,
      overlay: COLOR.shade,
      textNeutral: text,
      textNeutralSecondary: quiet,
      textInverse: onAccent,
      textInverseSecondary: onAccent,
      textBrand: accent,
      textPositive: good,
      textNegative: bad,
      fillNeutral: text,
      fillNeutralSecondary: quiet,
      fillNeutralTertiary: line,
      fillInverse: onAccent,
      fillInverseTertiary: ground,
      fillBrand: accent,
      fillBrandTertiary: ground,
      fillPositive: good,
      fillNegative: bad,
      interactiveNeutral: surface,
      interactiveNeutralFocus: surfaceFocus,
      interactiveBrand: accent,
      interactiveBrandFocus: accentFocus,
    },
    // Of these steps ui-components makes a toggle: a knob of `xl`, `xs` of room around it, and a stroke of `sm`.
    spacer: { xs: grown(6), xl: grown(44) },
    stroke: { sm: grown(4) },
    typography: Object.fromEntries(
      Object.entries(SIZE_OF).map(([kind, size]) => [
        kind,
        { fontFamily: FAMILY, fontSize: fontSize(size), lineHeight: lineHeight(size), letterSpacing: 0 },
      ]),
    ),
  };
}

/** Width of a toggle, px. */
export function toggleWidth(): number {
  const { spacer, stroke } = uiTheme();
  return 2 * (spacer.xl + 2 * spacer.xs + stroke.sm);
}

// It has the new values at once, and tells what is drawn already a moment later.
void context.setTheme(uiTheme());
kit.settings.changed.on((name) => {
  if (name === 'bigText') void context.setTheme(uiTheme());
});
