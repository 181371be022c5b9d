import { kit } from '../../../tv/kit.ts';
import type { Showing } from '../../../tv/media/showing.ts';
import { Signal } from '../../../tv/signal.ts';
import type { Channel } from '../protocol.ts';
import { channels } from './channels.ts';

/** The one channel that is on, and how long it took. */
export class Tuner {
  #channel: Channel | undefined;
  #showing: Showing | undefined;
  #told = false;
  /** The picture's state or line has changed. */
  readonly changed = new Signal();

  get channel(): Channel | undefined {
    return this.#channel;
  }

  get showing(): Showing | undefined {
    return this.#showing;
  }

  /** Turns to a channel; the one that is on already stays on. */
  tune(channel: Channel): void {
    const { state } = this.#showing ?? {};
    if (this.#channel?.id === channel.id && this.#showing && state !== 'failed') return;
    this.off();
    this.#channel = channel;
    this.#told = false;
    channels.note(channel.id);
    const { center } = kit.config.appSettings;
    const url = new URL(channel.url, center || globalThis.location.href).href;
    const showing = kit.media.show({ kind: 'hls', url, live: true }, { rank: 'page' });
    this.#showing = showing;
    showing.changed.on(() => this.#note(showing));
    showing.cueChanged.on(() => this.#showing === showing && this.changed.emit());
    this.changed.emit();
  }

  /** What the center says of the channel now; one that had failed is tried again. */
  follow(channel: Channel): void {
    const moved = this.#channel?.url !== channel.url;
    this.#channel = channel;
    if (this.#showing?.state === 'failed') this.#showing.retry();
    else if (moved || !this.#showing) {
      this.off();
      this.tune(channel);
    }
  }

  retry(): void {
    this.#showing?.retry();
  }

  off(): void {
    const showing = this.#showing;
    this.#showing = undefined;
    showing?.close();
  }

  #note(showing: Showing): void {
    if (this.#showing !== showing) return;
    const ms = showing.firstFrameMs;
    // A first picture that had to wait for a call or a retry is no zap.
    if (ms !== undefined && !this.#told && showing.state === 'playing') {
      this.#told = true;
      void kit.link.ask('tv:zapped', { ms: Math.min(ms, 120_000) });
    }
    this.changed.emit();
  }
}
