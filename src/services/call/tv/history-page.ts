import { facePicture } from '../../../tv/calls/faces.ts';
import { lengthText } from '../../../tv/calls/words.ts';
import { loadingView, stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { back, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import type { PastCall } from '../protocol.ts';
import { CallPage, rows } from './call-page.ts';
import { whenWord } from './words.ts';

/** The last calls, both ways; OK calls again. */
export default class CallHistory extends CallPage {
  #calls: readonly PastCall[] | undefined;

  override get title(): string {
    return t('call.tv.history');
  }

  override begin(params: PageParams): void {
    super.begin(params);
    void this.#fetch();
  }

  override resume(): void {
    super.resume();
    void this.#fetch();
  }

  async #fetch(): Promise<void> {
    await kit.cache.ask('call:history', {}, ({ value }) => {
      this.#calls = value.calls;
      if (this.attached) this.redraw();
    });
  }

  protected override body(): Template[] {
    if (!this.#calls) return loadingView();
    if (this.#calls.length === 0) {
      const deed = { text: t('app.dialog.close'), onPress: back };
      return stateView({ picture: 'phone', text: t('call.tv.historyNone'), deed });
    }
    return rows(
      this.#calls.map(({ id, with: other, ours, at, outcome, talkedMs }) => ({
        key: id,
        picture: facePicture(other.picture),
        text: other.name,
        more: t(ours ? 'call.tv.historyOut' : 'call.tv.historyIn', { when: whenWord(at) }),
        value: talkedMs === null ? missedWord(outcome, ours) : lengthText(talkedMs),
        valueColor: talkedMs === null ? 'quiet' : 'good',
        onPress: () => void kit.calls.dial(other.party, { face: other }),
      })),
    );
  }
}

/** Why nobody talked: that the other side gave up means something else to whoever was called. */
function missedWord(outcome: PastCall['outcome'], ours: boolean): string {
  return t(outcome === 'cancelled' && !ours ? 'call.tv.outcome.cancelledIn' : `call.tv.outcome.${outcome}`);
}
