import { button, buttonHeight } from '../../../tv/components/button.ts';
import { Page } from '../../../tv/components/page.ts';
import { picture } from '../../../tv/components/picture.ts';
import { label, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, grown, lineHeight } from '../../../tv/theme.ts';
import { sosScreen } from './screen.ts';
import { stateOf } from './words.ts';

const GAP = 32;

/** 01: what the red key does, and a button that does the same. */
export default class SosPage extends Page {
  override get title(): string {
    return t('sos.name');
  }

  override _setup(): void {
    this.until(sosScreen.call.changed.on(() => this.redraw()));
    this.until(kit.home.changed.on(() => this.redraw()));
  }

  override introduce(): void {
    kit.voice.guide([this.title, t('sos.tv.page.lead'), t('sos.tv.page.more'), this.focused?.words].join('。'));
  }

  protected override draw(): Template[] {
    const { w, h } = bodyBox();
    const { call } = sosScreen;
    const side = grown(260);
    const textX = side + 60;
    const textW = w - textX;
    const underWay = call.stage !== undefined && !call.over;
    const phone = kit.home.helpPhone;
    const rows: Template[] = [
      label({ text: t('sos.tv.page.lead'), size: 'title', w: textW, lines: 2, x: textX }),
      label({
        text: t('sos.tv.page.more'),
        size: 'strong',
        w: textW,
        lines: 2,
        x: textX,
        y: 2 * lineHeight('title') + GAP,
      }),
    ];
    const moreY = 2 * lineHeight('title') + 2 * lineHeight('strong') + 2 * GAP;
    if (underWay) {
      const text = t('sos.tv.page.current', { state: stateOf(call) });
      rows.push(label({ text, size: 'strong', color: 'accent', w: textW, lines: 1, x: textX, y: moreY }));
    } else if (phone) {
      rows.push(label({ text: t('sos.tv.do.phone', { phone }), size: 'strong', color: 'quiet', x: textX, y: moreY }));
    }
    const buttonW = grown(640);
    return [
      picture({ name: 'sos', side, y: 10 }),
      ...rows,
      button({
        key: 'help',
        main: true,
        text: t(underWay ? 'sos.tv.page.look' : 'sos.tv.page.press'),
        w: buttonW,
        x: (w - buttonW) / 2,
        y: Math.min(h - buttonHeight(), moreY + lineHeight('strong') + 2 * GAP),
        onPress: () => (underWay ? sosScreen.open() : sosScreen.press()),
      }),
    ];
  }
}
