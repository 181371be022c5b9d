import { Page } from '../../../tv/components/page.ts';
import { failedView, loadingView, offlineView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { captionLine, failure, videoWords } from '../../../tv/media/words.ts';
import { back, go, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox } from '../../../tv/theme.ts';
import type { Channel } from '../protocol.ts';
import { channels } from './channels.ts';
import { Entry } from './entry.ts';
import { entryView, infoBar } from './info-bar.ts';
import { type Deed, showMore } from './more-layer.ts';
import { Tuner } from './tuner.ts';

/** The bar goes away by itself: nothing in it is lost, OK brings it back. ms */
const BAR_MS = 6_000;
/** How long it is said that there is no such channel, ms. */
const NOTICE_MS = 3_000;

/** Television over the whole screen, on the channel that was watched last. */
export default class WatchPage extends Page {
  readonly #entry = new Entry();
  readonly #tuner = new Tuner();
  /** From its opening until another page has the screen; an answer may come before the page is on it. */
  #here = false;
  #bar = false;
  #barTimer: ReturnType<typeof setTimeout> | undefined;
  #notice = '';
  #noticeTimer: ReturnType<typeof setTimeout> | undefined;

  override get title(): string {
    return this.#tuner.channel?.name ?? t('tv.name');
  }

  override get bare(): boolean {
    return true;
  }

  override _setup(): void {
    channels.open();
    this.until(
      channels.changed.on(() => this.#catchUp()),
      this.#tuner.changed.on(() => this.redraw()),
      this.#entry.changed.on(() => this.redraw()),
      this.#entry.chosen.on((number) => this.#goTo(number)),
      kit.clock.minute.on(() => this.#bar && this.redraw()),
    );
  }

  override begin(params: PageParams): void {
    const wanted = typeof params.channelId === 'string' ? params.channelId : undefined;
    super.begin(params);
    this.#begin(wanted);
    void channels.refresh();
  }

  /** The guide may have chosen another channel meanwhile: that one is the last. */
  override resume(): void {
    super.resume();
    this.#begin(undefined);
    void channels.refresh();
  }

  /** Another page has the screen: the picture is that page's, or nobody's. */
  override _inactive(): void {
    this.#here = false;
    clearTimeout(this.#barTimer);
    clearTimeout(this.#noticeTimer);
    this.#entry.drop();
    this.#tuner.off();
  }

  override _detach(): void {
    this.#tuner.off();
    super._detach();
  }

  #begin(id: string | undefined): void {
    this.#here = true;
    const channel = channels.byId(id) ?? channels.byId(channels.last[0]) ?? channels.list?.[0];
    if (channel) this.#tune(channel);
  }

  /** The list has come, or another one: the channel stays if it is still there; one that failed is tried again. */
  #catchUp(): void {
    if (!this.#here) return;
    const here = channels.byId(this.#tuner.channel?.id);
    if (!here) this.#begin(undefined);
    else this.#tuner.follow(here);
    this.redraw();
  }

  #tune(channel: Channel): void {
    this.#notice = '';
    this.#tuner.tune(channel);
    this.#showBar();
    void channels.refreshGuide();
    kit.voice.guide(`${channel.number}，${channel.name}`);
  }

  #showBar(): void {
    clearTimeout(this.#barTimer);
    this.#bar = true;
    this.#barTimer = setTimeout(() => this.#hideBar(), BAR_MS);
    this.redraw();
  }

  #hideBar(): void {
    clearTimeout(this.#barTimer);
    this.#bar = false;
    this.redraw();
  }

  /** The bar shows the star, or that it has gone. */
  #favour(channel: Channel): void {
    void channels.favour(channel.id, !channel.favourite);
    this.#showBar();
  }

  #goTo(number: number): void {
    const channel = channels.byNumber(number);
    if (channel) {
      this.#tune(channel);
      return;
    }
    clearTimeout(this.#noticeTimer);
    this.#notice = t('tv.entry.none', { number });
    kit.voice.guide(this.#notice);
    this.#noticeTimer = setTimeout(() => {
      this.#notice = '';
      this.redraw();
    }, NOTICE_MS);
    this.redraw();
  }

  #zap(step: 1 | -1): boolean {
    this.#entry.drop();
    const channel = channels.beside(this.#tuner.channel?.id, step);
    if (channel) this.#tune(channel);
    return true;
  }

  override _handleUp(): boolean {
    return this.#zap(1);
  }

  override _handleDown(): boolean {
    return this.#zap(-1);
  }

  _handleChannelUp(): boolean {
    return this.#zap(1);
  }

  _handleChannelDown(): boolean {
    return this.#zap(-1);
  }

  /** Back to the channel before this one; between two buttons it leads from one to the other. */
  override _handleLeft(): boolean {
    if (this.items.length > 0) return super._handleLeft();
    const before = channels.byId(channels.last[1]);
    if (before) this.#tune(before);
    return true;
  }

  override _handleRight(): boolean {
    if (this.items.length > 0 && super._handleRight()) return true;
    this.#openGuide();
    return true;
  }

  _handleDigit(digit: number): boolean {
    this.#entry.press(digit);
    return true;
  }

  _handleYellow(): boolean {
    const { channel } = this.#tuner;
    if (channel) this.#favour(channel);
    return true;
  }

  override _handleEnter(): boolean {
    if (this.#entry.finish()) return true;
    if (this.#bar) this.#more();
    else if (this.#tuner.channel) this.#showBar();
    return true;
  }

  /** A second OK: what can be done with this channel. */
  #more(): void {
    const { channel, showing } = this.#tuner;
    if (!channel) return;
    const { now } = channels.on(channel.id, kit.clock.now());
    const [caption] = showing?.captions ?? [];
    const deeds: Deed[] = [
      {
        key: 'favour',
        text: t(channel.favourite ? 'tv.more.unfavour' : 'tv.more.favour'),
        onPress: () => this.#favour(channel),
      },
      { key: 'guide', text: t('tv.guide.title'), onPress: () => this.#openGuide() },
      { key: 'back', text: t('tv.more.back'), onPress: () => this.#hideBar() },
    ];
    if (caption) {
      const on = showing?.caption !== undefined;
      const text = t(on ? 'tv.more.captionsOff' : 'tv.more.captionsOn');
      // The bar would lie over the lines that were asked for.
      const choose = () => {
        showing?.choose(on ? undefined : caption.id);
        this.#hideBar();
      };
      deeds.unshift({ key: 'captions', text, onPress: choose });
    }
    showMore({
      title: `${channel.number}　${channel.name}`,
      text: now ? t('tv.more.text', { title: now.title }) : t('tv.now.none'),
      deeds,
    });
  }

  #openGuide(): void {
    go('tv/guide', { channelId: this.#tuner.channel?.id });
  }

  protected override draw(): Template[] {
    const { channel, showing } = this.#tuner;
    if (!channels.list)
      return inBody(kit.link.state === 'offline' ? offlineView(() => kit.link.reconnect()) : loadingView());
    if (!channel || !showing) {
      if (channels.list.length > 0) return inBody(failedView(() => this.#begin(undefined)));
      const phone = kit.home.helpPhone;
      const help = phone ? t('tv.none.help', { phone }) : t('tv.none.helpNoPhone');
      const waysOn = [{ key: 'back', text: t('tv.none.back'), onPress: back }];
      return [failure({ picture: 'tv', title: t('tv.none.title'), help, waysOn })];
    }
    const failed = showing.state === 'failed';
    const words = this.#words();
    const entry = this.#entry.text || this.#notice;
    return [
      ...words,
      ...(this.#bar && !failed ? [infoBar(channel, channels.on(channel.id, kit.clock.now()), kit.clock.now())] : []),
      ...(this.#bar || failed ? [] : captionLine(showing.cue)),
      ...(entry ? [entryView(this.#notice || entry.padEnd(3, '_'))] : []),
    ];
  }

  /** While the sample is not there, that is why; otherwise what the picture itself says. */
  #words(): Template[] {
    const { showing } = this.#tuner;
    if (!showing) return [];
    const waysOn = [
      { key: 'retry', text: t('tv.retry'), onPress: () => this.#entry.finish() || this.#tuner.retry() },
      { key: 'next', text: t('tv.next'), onPress: () => this.#entry.finish() || this.#zap(1) },
    ];
    const { sample } = channels;
    if (showing.fault !== 'missing' || !sample) return videoWords(showing, waysOn);
    const help = t(`tv.sample.${sample}Help`, { phone: kit.home.helpPhone });
    const picture = sample === 'making' ? 'wait' : 'warning';
    return [failure({ picture, title: t(`tv.sample.${sample}`), help, waysOn: sample === 'making' ? [] : waysOn })];
  }
}

/** The whole-page states are drawn for a body; this page's begins at the corner. */
function inBody(children: Template[]): Template[] {
  const { x, y } = bodyBox();
  return [{ x, y, children }];
}
