import { kit } from '../../../tv/kit.ts';
import type { Showing, Source } from '../../../tv/media/showing.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import type { BarSpec } from './player-bar.ts';
import { ShowPage } from './show-page.ts';

/** A lesson that is held now: joined where it is, and never wound back. */
export default class ClassesLivePage extends ShowPage {
  #session = '';
  #title = '';
  #endsAt = Number.POSITIVE_INFINITY;

  override begin(params: PageParams): void {
    this.#session = String(params.session ?? '');
    super.begin(params);
  }

  protected override async source(): Promise<Source | undefined> {
    const reply = await kit.link.ask('classes:join', { sessionId: this.#session });
    if (!reply.ok) {
      this.refusal = reply.refusal;
      return undefined;
    }
    this.#title = reply.value.title;
    this.#endsAt = Date.parse(reply.value.endsAt);
    const { url } = reply.value;
    return { kind: 'hls', url: url.startsWith('/') ? kit.link.addressOf(url) : url, live: true };
  }

  protected override follow({ state }: Showing): void {
    const over = kit.clock.now() >= this.#endsAt;
    if (!over || (state !== 'failed' && state !== 'ended')) return;
    // The camera was turned off: nothing is wrong.
    this.refusal = { code: 'late', text: 'classes.refused.over' };
    this.close();
  }

  protected override bar({ state }: Showing): BarSpec {
    const live = state === 'playing' || state === 'silent' || state === 'ended' || state === 'failed';
    const word = live ? t('classes.player.live') : t(`classes.player.${state}`);
    return { title: this.#title, state: word, keys: t('classes.player.keysLive') };
  }
}
