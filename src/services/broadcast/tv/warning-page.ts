import { button, buttonHeight } from '../../../tv/components/button.ts';
import { stripes } from '../../../tv/components/drill-frame.ts';
import { Page } from '../../../tv/components/page.ts';
import { label, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { back, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, fontSize, grown, lineHeight, SAFE } from '../../../tv/theme.ts';
import { firstThatFits, fitted, fittedLabel } from './fit.ts';
import { levelSign, lookOf } from './level-sign.ts';
import { signSide } from './message-header.ts';
import { photo } from './photo.ts';
import { broadcastScreen } from './screen.ts';
import type { Showing } from './warnings.ts';
import { momentOf, nameOf, newsOf, spokenOf, validityOf, wrongOf } from './words.ts';

const GAP = 24;
/** What gives way so that no word is cut or small: first the headline's size, then the picture's. */
const PHOTO_SHARES = [0.36, 0.28, 0];
const SCALES = [1, 0.8, 0.65];
/** A drill's mark beside the words, px. */
const STRIPES = 40;

interface Variant {
  readonly picture: string | undefined;
  readonly share: number;
  readonly scale: number;
  readonly anyhow?: boolean;
}

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
    return t('app.hint.back');
  }

  override _setup(): void {
    this.until(
      broadcastScreen.warnings.changed.on(() => this.freshen()),
      broadcastScreen.media.changed.on(() => this.freshen()),
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
    const { warning } = showing;
    const picture = broadcastScreen.media.addressOf(warning.picture);
    const variants = (picture ? PHOTO_SHARES : [0]).flatMap((share) =>
      SCALES.map((scale) => () => this.#layOut(showing, { picture, share, scale })),
    );
    return firstThatFits(variants, () => this.#layOut(showing, { picture, share: 0, scale: 0.65, anyhow: true }));
  }

  #layOut(showing: Showing, { picture, share, scale, anyhow = false }: Variant): Template[] | undefined {
    const { w, h } = bodyBox();
    const { warning } = showing;
    const side = signSide(190, scale);
    const x = side + 48;
    const photoW = Math.round(w * share);
    const textW = w - x - (photoW ? photoW + 2 * GAP : 0);
    const keyH = Math.max(buttonHeight(), 2 * lineHeight('hint'));
    const keyY = h - keyH;
    const words = this.#words(showing, { x, w: textW, h: keyY - GAP }, scale);
    if (!words.fit && !anyhow) return undefined;
    const children: Template[] = [
      levelSign({ look: lookOf(showing), side }),
      ...words.children,
      ...this.#foot(showing, { x: 0, y: keyY, w, h: keyH }),
    ];
    if (picture && share) children.push(photo({ address: picture, w: photoW, h: keyY - GAP, x: w - photoW }));
    // A drill has its stripes at both edges of the screen.
    if (warning.drill) {
      for (const at of [-SAFE.x, w + SAFE.x - STRIPES]) children.push({ ...stripes(0, 0, STRIPES, h), x: at, y: 0 });
    }
    return children;
  }

  #words(showing: Showing, { x, w, h }: Readonly<Record<'x' | 'w' | 'h', number>>, scale: number) {
    const { warning, as } = showing;
    const saysText = t('broadcast.tv.says', { sender: warning.sender });
    const says = fitted(saysText, { w, h: lineHeight('strong') }, fontSize('strong'));
    const what = as === 'correction' ? wrongOf(showing) : warning.headline;
    const headY = says.line + GAP / 2;
    const head = fitted(what, { w, h: 2 * lineHeight('title') }, 1.15 * scale * fontSize('title'));
    const bodyY = headY + head.lines * head.line + GAP / 2;
    const body = fitted(warning.body, { w, h: h - bodyY }, fontSize('title'));
    return {
      fit: body.px >= fontSize('body'),
      children: [
        fittedLabel(says, { text: saysText, color: 'quiet', w, x }),
        fittedLabel(head, { text: what, w, x, y: headY }),
        fittedLabel(body, { text: warning.body, w, x, y: bodyY }),
      ],
    };
  }

  /** The way back, and beside it when it was sent and until when it holds. */
  #foot(showing: Showing, { x, y, w, h }: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>): Template[] {
    const { now } = broadcastScreen.warnings;
    const keyW = grown(440);
    const times = [t('broadcast.tv.sentAt', { time: momentOf(showing.warning.sentAt, now) }), validityOf(showing, now)];
    const line = { size: 'hint', color: 'quiet', w: w - keyW - 40, lines: 1, x: x + keyW + 40 } as const;
    return [
      button({ key: 'back', text: t('broadcast.tv.back'), w: keyW, x, y: y + (h - buttonHeight()) / 2, onPress: back }),
      ...times.map((text, index) => label({ ...line, text, y: y + index * lineHeight('hint') })),
    ];
  }
}
