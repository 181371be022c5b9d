import { facePicture } from '../../../tv/calls/faces.ts';
import type { Template } from '../../../tv/components/template.ts';
import { tile } from '../../../tv/components/tile.ts';
import { back, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox } from '../../../tv/theme.ts';
import { type CallBook, type CallContact, DIGITS } from '../protocol.ts';
import { book, keyOf } from './book.ts';
import { CallPage } from './call-page.ts';

const COLUMNS = 5;
const GAP = 28;

/** The nine digits, and who stands on each. */
export default class CallDigit extends CallPage {
  #key = '';

  override begin(params: PageParams): void {
    this.#key = typeof params.key === 'string' ? params.key : '';
    super.begin(params);
  }

  override get title(): string {
    return t('call.tv.digit.title', { name: book.find(this.#key)?.name ?? '' });
  }

  protected override body({ contacts }: CallBook): Template[] {
    const { w, h } = bodyBox();
    const tileW = (w - GAP * (COLUMNS - 1)) / COLUMNS;
    const tileH = (h - GAP) / 2;
    return [...DIGITS, null].map((digit, index) => {
      const owner = digit === null ? undefined : contacts.find((one) => one.digit === digit);
      return tile({
        key: String(digit),
        x: (index % COLUMNS) * (tileW + GAP),
        y: Math.floor(index / COLUMNS) * (tileH + GAP),
        w: tileW,
        h: tileH,
        picture: digit === null ? 'cancel' : owner ? facePicture(owner.picture) : 'phone',
        text: digit === null ? t('call.tv.digit.none') : String(digit),
        more: owner?.name ?? '',
        onPress: () => void this.#choose(contacts, digit),
      });
    });
  }

  async #choose(contacts: readonly CallContact[], digit: CallContact['digit']): Promise<void> {
    const arranged = contacts.map((contact) => {
      const own = keyOf(contact) === this.#key;
      return { party: contact.party, digit: own ? digit : contact.digit === digit ? null : contact.digit };
    });
    if (await book.run('call:arrange', { contacts: arranged })) back();
  }
}
