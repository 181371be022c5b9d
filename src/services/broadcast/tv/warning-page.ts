import * as v from 'valibot';
import { button, buttonHeight } from '../../../tv/components/button.ts';
import { Page } from '../../../tv/components/page.ts';
import { label, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { back } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, grown, lineHeight } from '../../../tv/theme.ts';
import { Warning } from '../protocol.ts';
import { levelSign } from './level-sign.ts';
import { levelOf, momentOf, spokenOf, validityOf } from './words.ts';

const GAP = 28;

/** One warning in full, to be read again in peace. */
export default class WarningPage extends Page {
  #warning: Warning | undefined;

  override get title(): string {
    return this.#warning ? levelOf(this.#warning) : t('broadcast.name');
  }

  override get hint(): string {
    return t('tv.hint.back');
  }

  override begin(params: PageParams): void {
    const warning = v.safeParse(Warning, params.warning);
    this.#warning = warning.success ? warning.output : undefined;
    super.begin(params);
  }

  override introduce(): void {
    if (this.#warning) kit.voice.guide(spokenOf(this.#warning));
  }

  protected override draw(): Template[] {
    const warning = this.#warning;
    if (!warning) return [];
    const { w, h } = bodyBox();
    const now = kit.clock.now();
    const side = grown(190);
    const x = side + 48;
    const textW = w - x;
    const headY = lineHeight('strong') + GAP / 2;
    const bodyY = headY + lineHeight('title') + GAP;
    const timeY = bodyY + 3 * lineHeight('strong') + GAP;
    const sent = t('broadcast.tv.sentAt', { time: momentOf(warning.sentAt, now) });
    return [
      levelSign({ level: warning.level, side }),
      label({ text: t('broadcast.tv.says', { sender: warning.sender }), size: 'strong', color: 'quiet', x }),
      label({ text: warning.headline, size: 'title', w: textW, lines: 1, x, y: headY }),
      label({ text: warning.body, size: 'strong', w: textW, lines: 3, x, y: bodyY }),
      label({ text: `${sent}　${validityOf(warning, now)}`, color: 'quiet', x, y: timeY }),
      button({ key: 'back', text: t('broadcast.tv.back'), w: grown(440), x, y: h - buttonHeight(), onPress: back }),
    ];
  }
}
