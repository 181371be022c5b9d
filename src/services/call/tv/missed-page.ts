import { facePicture } from '../../../tv/calls/faces.ts';
import { stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { back, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import type { CallBook } from '../protocol.ts';
import { book } from './book.ts';
import { CallPage, rows } from './call-page.ts';
import { whenWord } from './words.ts';

/** Who has called while nobody answered; OK calls back. */
export default class CallMissed extends CallPage {
  override get title(): string {
    return t('call.tv.missed');
  }

  override begin(params: PageParams): void {
    super.begin(params);
    if (book.current?.unseen) void kit.link.ask('call:seen', {});
  }

  protected override body({ missed }: CallBook): Template[] {
    if (missed.length === 0) {
      const deed = { text: t('app.dialog.close'), onPress: back };
      return stateView({ picture: 'ok', text: t('call.tv.missedNone'), deed });
    }
    return rows(
      missed.map(({ id, caller, at }) => ({
        key: id,
        picture: facePicture(caller.picture),
        text: caller.name,
        more: t('call.tv.missedWhen', { when: whenWord(at) }),
        value: t('call.tv.missedBack'),
        onPress: () => void kit.calls.dial(caller.party, { face: caller }),
      })),
    );
  }
}
