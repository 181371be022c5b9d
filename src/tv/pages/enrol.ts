import { Page } from '../components/page.ts';
import { label, panel, type Template } from '../components/template.ts';
import { kit } from '../kit.ts';
import type { PageParams } from '../navigate.ts';
import { t } from '../text.ts';
import { bodyBox, fontSize, lineHeight } from '../theme.ts';

const AGAIN_MS = 5_000;
const DIGIT_GAP = 24;

/** A box that belongs to nobody yet: six digits to read out on the telephone. */
export default class EnrolPage extends Page {
  #code: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | undefined;

  override get title(): string {
    return t('app.enrol.title');
  }

  override get hint(): string {
    const phone = kit.home.helpPhone;
    return phone ? t('app.enrol.phone', { phone }) : '';
  }

  override begin(params: PageParams): void {
    this.#stop ??= kit.link.changed.on(() => void this.#ask());
    super.begin(params);
    void this.#ask();
  }

  override _inactive(): void {
    this.#stop?.();
    this.#stop = undefined;
    clearTimeout(this.#timer);
  }

  protected override draw(): Template[] {
    const { w, h } = bodyBox();
    const digits = [...(this.#code ?? '')];
    const cellW = fontSize('huge') * 0.86;
    const cellH = fontSize('huge') * 1.3;
    const y = (h - cellH) / 2 + lineHeight('body') / 2;
    const left = (w - 6 * cellW - 5 * DIGIT_GAP) / 2;
    const cells = digits.flatMap((digit, index) => {
      const x = left + index * (cellW + DIGIT_GAP);
      const at = { x: x + cellW / 2, y: y + (cellH - lineHeight('huge')) / 2 };
      return [
        panel({ w: cellW, h: cellH, x, y }),
        label({ text: digit, size: 'huge', color: 'accent', align: 'center', ...at }),
      ];
    });
    const lead = { w, lines: 2, y: y - 2 * lineHeight('body') - 30 } as const;
    if (digits.length === 0) {
      const text = kit.link.up ? t('app.enrol.waiting') : t('app.enrol.offline');
      return [label({ text, align: 'center', ...lead, y })];
    }
    return [
      label({ text: t('app.enrol.lead'), align: 'center', ...lead, y: y - lineHeight('body') - 40, lines: 1 }),
      ...cells,
      label({ text: t('app.enrol.then'), color: 'quiet', align: 'center', w, lines: 2, y: y + cellH + 40 }),
    ];
  }

  /** Asks for a code, and for the next one when it runs out. */
  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    if (kit.link.state !== 'newcomer') return this.#show(undefined);
    const reply = await kit.link.ask('box:enrol', {});
    const again = reply.ok ? Math.max(AGAIN_MS, Date.parse(reply.value.expiresAt) - kit.clock.now()) : AGAIN_MS;
    clearTimeout(this.#timer);
    if (!this.#stop) return;
    this.#timer = setTimeout(() => void this.#ask(), again);
    this.#show(reply.ok ? reply.value.code : undefined);
  }

  #show(code: string | undefined): void {
    this.#code = code;
    this.redraw();
    if (code) kit.voice.guide(`${t('app.enrol.lead')}${[...code].join(' ')}`);
  }

  override _handleBack(): boolean {
    return true;
  }

  _handleHome(): boolean {
    return true;
  }
}
