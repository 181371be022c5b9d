import { button, buttonHeight } from '../../../tv/components/button.ts';
import { stripes } from '../../../tv/components/drill-frame.ts';
import { Page } from '../../../tv/components/page.ts';
import { label, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { back, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, grown, lineHeight, SAFE } from '../../../tv/theme.ts';
import { fitted } from './fit.ts';
import { levelSign, lookOf } from './level-sign.ts';
import { photo } from './photo.ts';
import { broadcastScreen } from './screen.ts';
import type { Showing } from './warnings.ts';
import { momentOf, nameOf, newsOf, spokenOf, validityOf, wrongOf } from './words.ts';

const GAP = 24;
const PHOTO_SHARE = 0.36;
/** A drill's mark beside the words, px. */
const STRIPES = 40;

/** One message in full, to be read again in peace, also off line. */
export default class WarningPage extends Page {
  #id = '';

  get #showing(): Showing | undefined {
    return broadcastScreen.warnings.find(this.#id);
  }

  override get title(): string {
    const showing = this.#showing;
    return showing ? nameOf(showing) + newsOf(showing) : t('broadcast.name');
  }

  override get hint(): string {
    return t('tv.hint.back');
  }

  override _setup(): void {
    this.until(
      broadcastScreen.warnings.changed.on(() => this.active && this.redraw()),
      broadcastScreen.media.changed.on(() => this.active && this.redraw()),
    );
  }

  override begin(params: PageParams): void {
    this.#id = typeof params.id === 'string' ? params.id : '';
    super.begin(params);
    const showing = this.#showing;
    if (showing) broadcastScreen.warnings.opened(showing);
  }

  override introduce(): void {
    const showing = this.#showing;
    if (showing) kit.voice.guide(spokenOf(showing, broadcastScreen.warnings.now));
  }

  protected override draw(): Template[] {
    const showing = this.#showing;
    if (!showing) return [];
    const { w, h } = bodyBox();
    const { warning } = showing;
    const side = grown(190);
    const x = side + 48;
    const picture = broadcastScreen.media.addressOf(warning.picture);
    const photoW = picture ? Math.round(w * PHOTO_SHARE) : 0;
    const keyY = h - buttonHeight();
    const textW = w - x - (photoW ? photoW + 2 * GAP : 0);
    const timeY = keyY - GAP - 2 * lineHeight('body');
    const children: Template[] = [
      levelSign({ look: lookOf(showing), side }),
      ...this.#words(showing, { x, w: textW, h: timeY - GAP }),
      ...this.#times(showing, { x, y: timeY, w: textW }),
      button({ key: 'back', text: t('broadcast.tv.back'), w: grown(440), x, y: keyY, onPress: back }),
    ];
    if (picture) children.push(photo({ address: picture, w: photoW, h: keyY - GAP, x: w - photoW }));
    // Beside all of it, at both edges of the screen.
    if (warning.drill) {
      for (const at of [-SAFE.x, w + SAFE.x - STRIPES]) children.push({ ...stripes(0, 0, STRIPES, h), x: at, y: 0 });
    }
    return children;
  }

  #words(showing: Showing, { x, w, h }: Readonly<Record<'x' | 'w' | 'h', number>>): Template[] {
    const { warning, as } = showing;
    const says = t('broadcast.tv.says', { sender: warning.sender });
    const what = as === 'correction' ? wrongOf(showing) : warning.headline;
    const headY = lineHeight('strong') + GAP / 2;
    const [headSize, headLines] = fitted(what, { w, h: 2 * lineHeight('title') });
    const bodyY = headY + headLines * lineHeight(headSize) + GAP / 2;
    const [size, lines] = fitted(warning.body, { w, h: h - bodyY });
    return [
      label({ text: says, size: 'strong', color: 'quiet', w, lines: 1, x }),
      label({ text: what, size: headSize, w, lines: headLines, x, y: headY }),
      label({ text: warning.body, size, w, lines, x, y: bodyY }),
    ];
  }

  #times({ warning }: Showing, { x, y, w }: Readonly<Record<'x' | 'y' | 'w', number>>): Template[] {
    const { now } = broadcastScreen.warnings;
    const sent = t('broadcast.tv.sentAt', { time: momentOf(warning.sentAt, now) });
    return [
      label({ text: sent, color: 'quiet', w, lines: 1, x, y }),
      label({ text: validityOf(warning, now), color: 'quiet', w, lines: 1, x, y: y + lineHeight('body') }),
    ];
  }
}
