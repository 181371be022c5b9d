import { Lightning } from '@lightningjs/sdk';
import { clockTime } from '../../protocol/time.ts';
import { kit } from '../kit.ts';
import type { LinkState } from '../link.ts';
import { t } from '../text.ts';
import { type ColorName, fontSize, grown, lineHeight, SAFE, SCREEN, textWidth } from '../theme.ts';
import { picture } from './picture.ts';
import { label } from './template.ts';

const LOOKS: Readonly<Record<LinkState, { readonly picture: string; readonly color: ColorName }>> = {
  connecting: { picture: 'wait', color: 'quiet' },
  online: { picture: 'ok', color: 'quiet' },
  offline: { picture: 'offline', color: 'bad' },
  newcomer: { picture: 'wait', color: 'quiet' },
  outdated: { picture: 'warning', color: 'bad' },
};

const GAP = 16;

/** At the top right of every page: whether there is a line, and what time it is. */
export class StatusBar extends Lightning.Component {
  static override _template() {
    return { x: SCREEN.w - SAFE.x, y: SAFE.y };
  }

  override _setup(): void {
    kit.clock.minute.on(() => this.redraw());
    kit.link.changed.on(() => this.redraw());
    kit.settings.changed.on(() => this.redraw());
    this.redraw();
  }

  redraw(): void {
    const { picture: name, color } = LOOKS[kit.link.state];
    const text = t(`app.link.${kit.link.state}`);
    const clockW = fontSize('title') * 2.9;
    const y = (lineHeight('title') - lineHeight('hint')) / 2 + 4;
    const side = grown(40);
    const signX = -clockW - textWidth(text, 'hint') - side - GAP;
    this.children = [
      label({ text: clockTime(kit.clock.now()), size: 'title', align: 'right' }),
      label({ text, size: 'hint', color, align: 'right', x: -clockW, y }),
      picture({ name, side, x: signX, y: y + (lineHeight('hint') - side) / 2 }),
    ];
  }
}
