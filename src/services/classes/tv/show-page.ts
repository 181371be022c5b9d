import type { Refusal } from '../../../protocol/reply.ts';
import { LivePage } from '../../../tv/components/live-page.ts';
import { failedView, loadingView, stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { Showing, Source } from '../../../tv/media/showing.ts';
import { back, type PageParams } from '../../../tv/navigate.ts';
import { t, tRefusal } from '../../../tv/text.ts';
import { bodyBox } from '../../../tv/theme.ts';
import { type BarSpec, cueLine, faultWords, playerBar, waitingWord } from './player-bar.ts';

/** The bar goes when nobody has pressed a key for so long, ms. */
const BAR_MS = 6_000;
const TICK_MS = 1_000;

/**
 * A page that is one picture. It is opened when the page comes and given back when it goes; under a pop-up it stands still,
 * and goes on when that is gone. What could not be opened, or broke, is said in words with a way on.
 */
export abstract class ShowPage extends LivePage {
  protected showing: Showing | undefined;
  protected refusal: Refusal | undefined;
  #stops: (() => void)[] = [];
  #barUntil = 0;
  /** A pop-up has stopped it, not the person. */
  #covered = false;
  /** Counts openings: an answer that comes late is nobody's. */
  #opening = 0;

  /** The source to show, asked for anew each time: its right may have run out. Undefined when `refusal` says why not. */
  protected abstract source(): Promise<Source | undefined>;
  protected abstract bar(showing: Showing): BarSpec;
  /** State or position have changed. */
  protected abstract follow(showing: Showing): void;

  override get bare(): boolean {
    return true;
  }

  override get title(): string {
    return '';
  }

  override get hint(): string {
    return '';
  }

  override begin(params: PageParams): void {
    super.begin(params);
    void this.open();
  }

  override resume(): void {
    super.resume();
    void this.open();
  }

  protected override listen(): (() => void)[] {
    const ticking = setInterval(() => this.#tick(), TICK_MS);
    return [
      () => clearInterval(ticking),
      kit.layers.changed.on(() => this.#cover()),
      kit.pressed.on(() => this.wake()),
      () => this.close(),
    ];
  }

  /** Opens it, in place of what was shown. */
  protected async open(): Promise<void> {
    this.close();
    const mine = ++this.#opening;
    this.refusal = undefined;
    this.redraw();
    const source = await this.source();
    if (mine !== this.#opening) return;
    if (source) this.#show(source);
    this.wake();
  }

  #show(source: Source): void {
    const showing = kit.media.show(source, { rank: 'page' });
    this.showing = showing;
    this.#stops = [
      showing.changed.on(() => {
        this.follow(showing);
        this.redraw();
      }),
      showing.cueChanged.on(() => this.redraw()),
    ];
    this.#cover();
  }

  /** Gives the screen back. */
  protected close(): void {
    this.#opening += 1;
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.showing?.close();
    this.showing = undefined;
    this.#covered = false;
  }

  /** The bar is to be seen for a while. */
  protected wake(): void {
    this.#barUntil = Date.now() + BAR_MS;
    this.redraw();
  }

  #tick(): void {
    const { showing } = this;
    if (!showing) return;
    this.follow(showing);
    // Until one second after it went: the last tick takes it off.
    if (Date.now() < this.#barUntil + 2 * TICK_MS) this.redraw();
  }

  #cover(): void {
    const { showing } = this;
    if (!showing) return;
    if (kit.layers.top) {
      // What stands still by itself is not to go on when the pop-up is gone.
      if (this.#covered || ['paused', 'ended', 'failed'].includes(showing.state)) return;
      this.#covered = true;
      showing.pause();
    } else if (this.#covered) {
      this.#covered = false;
      showing.play();
    }
  }

  protected override draw(): Template[] {
    const { showing } = this;
    if (this.refusal || !showing || showing.state === 'failed') {
      const { x, y } = bodyBox();
      return [{ x, y, children: this.#words(showing) }];
    }
    const resting = showing.state === 'paused' || showing.state === 'ended';
    const bar = resting || Date.now() < this.#barUntil;
    const waits = showing.state === 'opening' || showing.state === 'stalled';
    return [
      ...(waits ? [waitingWord(t(`classes.player.${showing.state as 'opening' | 'stalled'}`))] : []),
      ...(showing.cue ? [cueLine(showing.cue, bar)] : []),
      ...(bar ? [playerBar(this.bar(showing))] : []),
    ];
  }

  /** In place of a picture. */
  #words(showing: Showing | undefined): Template[] {
    const { refusal } = this;
    const again = { text: t('app.state.again'), onPress: () => void this.open() };
    if (refusal?.code === 'unavailable') return failedView(again.onPress, tRefusal(refusal));
    if (refusal) {
      const deed = { text: t('classes.back'), onPress: back };
      return stateView({ picture: 'information', text: tRefusal(refusal), deed });
    }
    return showing ? stateView({ picture: 'warning', ...faultWords(showing.fault), deed: again }) : loadingView();
  }

  override introduce(): void {
    // The lesson itself speaks.
  }
}
