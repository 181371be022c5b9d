import { Toggle } from '@lightningjs/ui-components/src';
import { t } from '../text.ts';
import { toggleWidth } from '../ui-theme.ts';
import type { Drawing } from './focusable.ts';
import { ListRow, type ListRowSpec, PAD } from './list-row.ts';
import type { Template } from './template.ts';

interface SwitchRowSpec extends ListRowSpec {
  readonly on: boolean;
}

/**
 * One of a list that is on or off: ui-components' toggle, and the same in a word. The row has the focus; the toggle
 * only shows. It brings ui-components with it, so only pages in chunks of their own use it.
 */
class SwitchRow extends ListRow {
  protected override draw(spec: SwitchRowSpec): Drawing {
    const { w, h, children } = super.draw(spec);
    const place = { x: w - PAD, mountX: 1, y: h / 2, mountY: 0.5 };
    // Colour, place of the knob and the word say it together.
    const toggle = { type: Toggle, ...place, checked: spec.on, tone: spec.on ? 'brand' : 'neutral' };
    return { w, h, children: [...children, toggle] };
  }
}

/** `on` is what is drawn; `onPress` is to change it and to have the page drawn anew. */
export function switchRow(spec: Omit<SwitchRowSpec, 'value' | 'valueColor' | 'valueInset'>): Template {
  const value = t(spec.on ? 'app.settings.on' : 'app.settings.off');
  const full: SwitchRowSpec = {
    ...spec,
    value,
    valueColor: spec.on ? 'accent' : 'quiet',
    valueInset: toggleWidth() + PAD,
  };
  return { type: SwitchRow, spec: full };
}
