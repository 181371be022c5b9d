import { newId } from '../../../protocol/ids.ts';
import { yuan } from '../../../protocol/money.ts';
import type { Refusal } from '../../../protocol/reply.ts';
import { clockTime } from '../../../protocol/time.ts';
import { button, buttonHeight } from '../../../tv/components/button.ts';
import { LivePage, onReconnect } from '../../../tv/components/live-page.ts';
import { qrCode } from '../../../tv/components/qr.ts';
import { failedView, stateView } from '../../../tv/components/states.ts';
import { label, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { back, backTo, replace } from '../../../tv/navigate.ts';
import { t, tRefusal } from '../../../tv/text.ts';
import { bodyBox, grown, lineHeight } from '../../../tv/theme.ts';
import type { TopUp } from '../protocol.ts';
import { purse } from './purse.ts';

const GAP = 72;

/** The code to scan; it moves on by itself when it is paid, closed or over. */
export default class WalletCodePage extends LivePage {
  #fen = 0;
  #key = '';
  #topUp: TopUp | undefined;
  #refusal: Refusal | undefined;

  override get title(): string {
    return t('wallet.code.title', { yuan: yuan(this.#fen) });
  }

  override begin(params: PageParams): void {
    this.#fen = Number(params.fen) || 0;
    this.#key = newId();
    this.#topUp = undefined;
    this.#refusal = undefined;
    super.begin(params);
    void this.#ask();
  }

  protected override listen(): (() => void)[] {
    return [
      kit.link.on('wallet:topUp', (topUp) => topUp.id === this.#topUp?.id && this.#take(topUp)),
      purse.changed.on(() => this.redraw()),
      kit.clock.minute.on(() => this.redraw()),
      onReconnect(() => void this.#ask()),
    ];
  }

  /** The same key again is the same code; once there is one, how it stands. */
  async #ask(): Promise<void> {
    const known = this.#topUp;
    const reply = known
      ? await kit.link.ask('wallet:topUpState', { id: known.id })
      : await kit.link.ask('wallet:topUp', { fen: this.#fen }, { key: this.#key });
    if (reply.ok) {
      this.#refusal = undefined;
      this.#take(reply.value);
      // The push of the code may have been quicker than this answer.
      if (!known && reply.value.codeUrl === null) void this.#ask();
    } else if (!known) {
      this.#refusal = reply.refusal;
      this.freshen();
    }
  }

  #take(topUp: TopUp): void {
    this.#topUp = topUp;
    if (topUp.state === 'paid') void purse.refresh();
    this.freshen();
    kit.voice.guide(this.title);
  }

  protected override draw(): Template[] {
    if (this.#refusal) return failedView(() => void this.#ask(), tRefusal(this.#refusal));
    const topUp = this.#topUp;
    if (!topUp || topUp.state === 'creating') return stateView({ picture: 'wait', text: t('wallet.code.wait') });
    const done = { text: t('wallet.code.done'), onPress: () => backTo('wallet') };
    const again = { text: t('wallet.code.again'), onPress: () => replace('wallet/amount') };
    if (topUp.state === 'paid') {
      const text = t('wallet.code.paid', { yuan: yuan(topUp.fen) });
      const more = purse.money && t('wallet.code.paidHelp', { yuan: yuan(purse.money.cashFen) });
      return stateView({ picture: 'ok', text, ...(more && { more }), deed: done });
    }
    if (topUp.state === 'differs') {
      const [text, more] = [t('wallet.code.differs'), t('wallet.code.differsHelp')];
      return stateView({ picture: 'warning', text, more, deed: done });
    }
    if (topUp.state === 'failed') {
      const [text, more] = [t('wallet.code.failed'), t('wallet.code.failedHelp')];
      return stateView({ picture: 'warning', text, more, deed: again });
    }
    if (topUp.state === 'closed' || Date.parse(topUp.expiresAt) <= kit.clock.now()) {
      const [text, more] = [t('wallet.code.expired'), t('wallet.code.expiredHelp')];
      return stateView({ picture: 'clock', text, more, deed: again });
    }
    return this.#code(topUp);
  }

  #code({ codeUrl, expiresAt }: TopUp): Template[] {
    const { w, h } = bodyBox();
    const url = codeUrl ?? '';
    const address = url.startsWith('/') ? (kit.link.addressOf('') || globalThis.location.origin) + url : url;
    const x = h + GAP;
    const room = w - x;
    const step = 2 * lineHeight('strong') + 16;
    const steps = [t('wallet.code.how1'), t('wallet.code.how2'), t('wallet.code.how3')];
    return [
      qrCode(address, h, 0, 0),
      ...steps.map((text, index) => label({ text, size: 'strong', w: room, lines: 2, x, y: index * step })),
      label({
        text: t('wallet.code.until', { time: clockTime(expiresAt) }),
        color: 'quiet',
        w: room,
        lines: 1,
        x,
        y: h - buttonHeight() - lineHeight('body') - 24,
      }),
      button({ key: 'back', text: t('wallet.code.back'), w: grown(420), x, y: h - buttonHeight(), onPress: back }),
    ];
  }
}
