import { yuan } from '../../../protocol/money.ts';
import { button, buttonHeight } from '../../../tv/components/button.ts';
import { Page } from '../../../tv/components/page.ts';
import { label, panel, type Template } from '../../../tv/components/template.ts';
import { tile } from '../../../tv/components/tile.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { replace } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, lineHeight } from '../../../tv/theme.ts';
import { TOP_UP_CHOICES } from '../protocol.ts';

const GAP = 32;
const MOST_YUAN = 2_000;
const MOST_DIGITS = 4;

/** How much to top up: a choice, or digits and OK. */
export default class WalletAmountPage extends Page {
  #typed = '';

  override get title(): string {
    return t('wallet.amount.title');
  }

  override begin(params: PageParams): void {
    this.#typed = '';
    super.begin(params);
    this.focusOn(String(TOP_UP_CHOICES[1]));
  }

  _handleDigit(digit: number): boolean {
    this.#typed = (this.#typed + String(digit)).replace(/^0+/, '').slice(0, MOST_DIGITS);
    this.redraw();
    if (this.#fits) this.focusOn('typed');
    return true;
  }

  /** Back takes the digits away first. */
  override _handleBack(): boolean {
    if (this.#typed === '') return super._handleBack();
    this.#typed = '';
    this.redraw();
    return true;
  }

  get #fits(): boolean {
    const amount = Number(this.#typed);
    return amount >= 1 && amount <= MOST_YUAN;
  }

  protected override draw(): Template[] {
    const { w, h } = bodyBox();
    const tileW = (w - GAP * (TOP_UP_CHOICES.length - 1)) / TOP_UP_CHOICES.length;
    const tileH = Math.round(h * 0.45);
    const choices = TOP_UP_CHOICES.map((fen, index) =>
      tile({
        key: String(fen),
        x: index * (tileW + GAP),
        y: 0,
        w: tileW,
        h: tileH,
        picture: 'wallet',
        text: t('wallet.money', { yuan: yuan(fen) }),
        onPress: () => replace('wallet/code', { fen }),
      }),
    );
    const y = tileH + GAP;
    const fen = Number(this.#typed) * 100;
    const typed = this.#fits
      ? [
          button({
            key: 'typed',
            main: true,
            text: t('wallet.amount.typed', { yuan: yuan(fen) }),
            w: tileW,
            x: tileW + GAP,
            y: y + (lineHeight('title') + 48 - buttonHeight()) / 2,
            onPress: () => replace('wallet/code', { fen }),
          }),
        ]
      : [];
    const wrong = this.#typed !== '' && !this.#fits;
    return [
      ...choices,
      panel({ w: tileW, h: lineHeight('title') + 48, y }),
      label({
        text: this.#typed ? t('wallet.money', { yuan: this.#typed }) : t('wallet.amount.type'),
        size: this.#typed ? 'title' : 'hint',
        color: this.#typed ? 'accent' : 'quiet',
        align: 'center',
        w: tileW - 20,
        lines: 1,
        x: 10,
        y: y + (lineHeight('title') + 48 - lineHeight(this.#typed ? 'title' : 'hint')) / 2,
      }),
      ...typed,
      label({
        text: t(wrong ? 'wallet.amount.bad' : 'wallet.amount.help'),
        color: wrong ? 'bad' : 'quiet',
        w,
        lines: 2,
        y: y + lineHeight('title') + 48 + 24,
      }),
    ];
  }
}
