import * as v from 'valibot';
import { showDialog } from '../../../tv/components/dialog.ts';
import { kit } from '../../../tv/kit.ts';
import type { Showing, Source } from '../../../tv/media/showing.ts';
import { back, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import type { Playing } from '../protocol/model.ts';
import { hasSeen } from '../protocol/rules.ts';
import type { BarSpec } from './player-bar.ts';
import { ShowPage } from './show-page.ts';
import { track } from './track.ts';

const STEP_S = 10;
/** How often it is noted where one is, ms. */
const NOTE_MS = 10_000;
/** A pass that ran out is renewed once by itself; more often something else is wrong. */
const RENEWALS = 1;
const CAPTIONS = 'classes.captions';

/** A lesson: goes on where the household stopped, and tells the center where it is. */
export default class ClassesPlayerPage extends ShowPage {
  #lesson = '';
  #playing: Playing | undefined;
  #notedAt = 0;
  #renewals = 0;
  #state: Showing['state'] | undefined;
  /** Where it goes on when it is opened anew, if the page knows it better than the center. */
  #at: number | undefined;

  override begin(params: PageParams): void {
    this.#lesson = String(params.lesson ?? '');
    this.#at = undefined;
    this.#renewals = 0;
    super.begin(params);
  }

  protected override async source(): Promise<Source | undefined> {
    this.#state = undefined;
    // What another box will ask for must be with the center first, and so what this one has not told yet.
    await track.send();
    const reply = await kit.link.ask('classes:play', { lessonId: this.#lesson });
    if (!reply.ok) {
      this.refusal = reply.refusal;
      return undefined;
    }
    this.#playing = reply.value;
    const at = this.#at ?? track.waiting(this.#lesson)?.second ?? reply.value.second;
    return { kind: 'hls', url: kit.link.addressOf(reply.value.url), live: false, at };
  }

  protected override follow(showing: Showing): void {
    const { state } = showing;
    const before = this.#state;
    this.#state = state;
    if (state === before) {
      if (state === 'playing' && Date.now() - this.#notedAt >= NOTE_MS) this.#note(showing);
      return;
    }
    if (state === 'playing') this.#chooseCaptions(showing);
    if (before === 'playing') this.#note(showing);
    if (state === 'ended') this.#end();
    if (state === 'failed' && showing.fault === 'refused' && this.#renewals < RENEWALS) {
      this.#renewals += 1;
      this.#at = showing.position;
      void this.open();
    }
  }

  protected override close(): void {
    const { showing } = this;
    if (showing && showing.state !== 'ended' && this.#notedAt > 0) this.#note(showing);
    this.#notedAt = 0;
    super.close();
  }

  #note(showing: Showing): void {
    const playing = this.#playing;
    if (!playing || showing.firstFrameMs === undefined) return;
    this.#notedAt = Date.now();
    const second = Math.round(Math.min(showing.position, playing.durationS) * 10) / 10;
    track.note(playing.lessonId, second, hasSeen(second, playing.durationS));
  }

  #chooseCaptions(showing: Showing): void {
    const [first] = showing.captions;
    if (kit.store.read(CAPTIONS, v.boolean()) !== false) showing.choose(first?.id);
  }

  #end(): void {
    const playing = this.#playing;
    if (!playing) return;
    track.note(playing.lessonId, playing.durationS, true);
    const { next } = playing;
    showDialog({
      picture: 'ok',
      title: t('classes.player.over', { title: playing.title }),
      text: next
        ? t('classes.player.next', { title: next.title })
        : t('classes.player.last', { course: playing.course }),
      safe: { text: t('classes.player.toCourse'), onPress: back },
      ...(next && {
        deed: {
          text: t('classes.player.goOn'),
          onPress: () => {
            this.#lesson = next.lessonId;
            this.#at = undefined;
            this.#renewals = 0;
            void this.open();
          },
        },
      }),
    });
  }

  protected override bar(showing: Showing): BarSpec {
    const captions = showing.captions.length === 0 ? '' : showing.caption === undefined ? 'off' : 'on';
    const keys = t(showing.state === 'paused' ? 'classes.player.keysPaused' : 'classes.player.keys');
    return {
      title: this.#playing?.title ?? '',
      state: t(`classes.player.${showing.state === 'failed' ? 'stalled' : showing.state}`),
      keys: captions ? `${keys}　${t(`classes.player.captions.${captions}`)}` : keys,
      second: showing.position,
      durationS: showing.duration ?? this.#playing?.durationS ?? 0,
    };
  }

  get #shown(): Showing | undefined {
    const { showing } = this;
    return showing && showing.state !== 'failed' && showing.state !== 'ended' ? showing : undefined;
  }

  override _handleEnter(): boolean {
    const showing = this.#shown;
    if (!showing) return false;
    if (showing.state === 'paused') showing.play();
    else showing.pause();
    return true;
  }

  override _handleLeft(): boolean {
    return this.#skip(-STEP_S) || super._handleLeft();
  }

  override _handleRight(): boolean {
    return this.#skip(STEP_S) || super._handleRight();
  }

  #skip(seconds: number): boolean {
    const showing = this.#shown;
    if (!showing) return false;
    const most = (showing.duration ?? this.#playing?.durationS ?? 0) - 1;
    showing.seek(Math.max(0, Math.min(most, showing.position + seconds)));
    this.redraw();
    return true;
  }

  /** Captions on, or off again; the box remembers. */
  override _handleUp(): boolean {
    const showing = this.#shown;
    if (!showing) return super._handleUp();
    const [first] = showing.captions;
    const on = showing.caption === undefined && first !== undefined;
    kit.store.write(CAPTIONS, on);
    showing.choose(on ? first.id : undefined);
    return true;
  }

  override _handleDown(): boolean {
    return this.#shown ? this._handleUp() : super._handleDown();
  }
}
