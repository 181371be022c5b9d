import { type Invitation, RELATIONS, type Relation } from '../../../protocol/contracts/relatives.ts';
import type { Refusal } from '../../../protocol/reply.ts';
import { button, buttonHeight } from '../../../tv/components/button.ts';
import { Page } from '../../../tv/components/page.ts';
import { qrCode } from '../../../tv/components/qr.ts';
import { failedView, loadingView, stateView } from '../../../tv/components/states.ts';
import { label, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { back, backTo, type PageParams } from '../../../tv/navigate.ts';
import { t, tRefusal } from '../../../tv/text.ts';
import { bodyBox, grown, lineHeight, textWidth } from '../../../tv/theme.ts';

const GAP = 64;

/** An invitation as a QR code. It is made once for each time that the page is opened, and told to nobody else. */
export default class CallInvitation extends Page {
  #relation: Relation = 'daughter';
  #invitation: Invitation | undefined;
  #refusal: Refusal | undefined;
  /** Name of who has taken it. */
  #taken: string | undefined;
  #stop: () => void = () => undefined;

  override get title(): string {
    return t('call.tv.qr.title', { relation: t(`call.tv.relation.${this.#relation}`) });
  }

  override begin(params: PageParams): void {
    this.#relation = RELATIONS.find((one) => one === params.relation) ?? 'daughter';
    this.#invitation = undefined;
    this.#taken = undefined;
    super.begin(params);
    void this.#invite();
  }

  override _active(): void {
    super._active();
    this.#stop = kit.link.on('relatives:changed', () => void this.#look());
  }

  override _inactive(): void {
    this.#stop();
  }

  async #invite(): Promise<void> {
    this.#refusal = undefined;
    const reply = await kit.link.ask('relatives:invite', { relation: this.#relation });
    if (reply.ok) this.#invitation = reply.value;
    else this.#refusal = reply.refusal;
    this.redraw();
  }

  async #look(): Promise<void> {
    const reply = await kit.link.ask('relatives:mine', {});
    const id = this.#invitation?.relative.id;
    const relative = reply.ok ? reply.value.relatives.find((one) => one.id === id) : undefined;
    if (relative?.state !== 'active') return;
    this.#taken = relative.name;
    this.redraw();
  }

  protected override draw(): Template[] {
    if (this.#taken !== undefined) {
      const deed = { text: t('app.dialog.close'), onPress: () => backTo('call') };
      const text = t('call.tv.qr.done', { name: this.#taken });
      return stateView({ picture: 'ok', text, more: t('call.tv.qr.doneMore'), deed });
    }
    if (this.#refusal) return failedView(() => void this.#invite(), tRefusal(this.#refusal));
    if (!this.#invitation) return loadingView();
    const { w, h } = bodyBox();
    const side = h;
    const x = side + GAP;
    const relation = t(`call.tv.relation.${this.#relation}`);
    const { url } = this.#invitation;
    const address = url.startsWith('/') ? (kit.link.addressOf('') || globalThis.location.origin) + url : url;
    const steps = [t('call.tv.qr.how1', { relation }), t('call.tv.qr.how2'), t('call.tv.qr.how3')];
    let y = 0;
    const step = (text: string) => {
      const lines = Math.ceil(textWidth(text, 'strong') / (w - x));
      y += lines * lineHeight('strong') + 16;
      return label({ text, size: 'strong', w: w - x, lines, x, y: y - lines * lineHeight('strong') - 16 });
    };
    return [
      qrCode(address, side, 0, 0),
      ...steps.map(step),
      label({
        text: `${t('call.tv.qr.until')}${t('call.tv.qr.waiting')}`,
        color: 'quiet',
        w: w - x,
        lines: 2,
        x,
        y: h - buttonHeight() - 2 * lineHeight('body') - 24,
      }),
      button({ key: 'back', text: t('app.dialog.close'), w: grown(420), x, y: h - buttonHeight(), onPress: back }),
    ];
  }
}
