import { Lightning } from '@lightningjs/sdk';
import { kit } from '../kit.ts';
import { SCREEN } from '../theme.ts';
import { shiftAt } from './care.ts';
import type { FullItem } from './source.ts';

/** What takes the whole screen, over every page. It has no key: whoever reads it has no remote. */
export class FullLayer extends Lightning.Component {
  #drawn = '';

  static override _template() {
    return { ...SCREEN, rect: true, Shifted: {} };
  }

  set item(item: FullItem) {
    this.redraw(item);
  }

  redraw(item: FullItem): void {
    this.tag('Shifted').patch(shiftAt(kit.clock.now()));
    const drawn = `${item.id} ${item.look}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.color = item.ground;
    this.tag('Shifted').children = item.draw();
  }
}
