import { facePicture } from '../../../tv/calls/faces.ts';
import { type ListRowSpec, listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { scrollArea } from '../../../tv/components/scroll-area.ts';
import { stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { tile } from '../../../tv/components/tile.ts';
import { kit } from '../../../tv/kit.ts';
import { go } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox } from '../../../tv/theme.ts';
import type { CallBook, CallContact } from '../protocol.ts';
import { book, keyOf } from './book.ts';
import { CallPage } from './call-page.ts';
import { reachWord } from './words.ts';

const COLUMNS = 4;
const GAP = 28;

/** The page that the tile and the number open: everybody with a face, and below what else there is to calls. */
export default class CallStart extends CallPage {
  override get title(): string {
    return t('call.name');
  }

  override get hint(): string {
    return t('call.tv.hint');
  }

  protected override body(current: CallBook): Template[] {
    const { contacts } = current;
    if (contacts.length === 0) {
      const deed = { text: t('call.tv.invite'), onPress: () => go('call/invite') };
      return stateView({ picture: 'call', text: t('call.tv.none'), more: t('call.tv.noneMore'), deed });
    }
    const { w, h } = bodyBox();
    const tileW = (w - GAP * (COLUMNS - 1)) / COLUMNS;
    const step = rowHeight(true) + ROW_GAP;
    const tileH = 2 * step - GAP;
    const tiles = contacts.map((contact, index) =>
      tile({
        key: keyOf(contact),
        x: (index % COLUMNS) * (tileW + GAP),
        y: Math.floor(index / COLUMNS) * (tileH + GAP),
        w: tileW,
        h: tileH,
        picture: facePicture(contact.picture),
        text: contact.name,
        more: reachWord(contact.reachable),
        number: contact.digit === null ? undefined : String(contact.digit),
        onPress: () => dial(contact),
      }),
    );
    const top = Math.ceil(contacts.length / COLUMNS) * 2 * step;
    const list = more(current).map((row, index) => listRow({ ...row, w, y: top + index * step }));
    const height = top + list.length * step - ROW_GAP;
    return [scrollArea({ x: 0, y: 0, w, h }, [...tiles, ...list], height, step)];
  }

  /** Favourites stand on digits; here a digit calls at once. */
  _handleDigit(digit: number): boolean {
    const contact = book.current?.contacts.find((one) => one.digit === digit);
    if (contact) dial(contact);
    return contact !== undefined;
  }
}

function dial(face: CallContact): void {
  const { party, name, picture } = face;
  void kit.calls.dial(party, { face: { party, name, picture } });
}

function more({ unseen, restingNow, rest, asked }: CallBook): Omit<ListRowSpec, 'w'>[] {
  const waiting = asked.filter(({ ours }) => !ours).length;
  return [
    {
      key: 'missed',
      picture: 'phone',
      text: t('call.tv.missed'),
      more: t('call.tv.missedMore'),
      value: unseen > 0 ? t('call.tv.missedNew', { n: unseen }) : '',
      onPress: () => go('call/missed'),
    },
    {
      key: 'history',
      picture: 'clock',
      text: t('call.tv.history'),
      more: t('call.tv.historyMore'),
      onPress: () => go('call/history'),
    },
    {
      key: 'rest',
      picture: 'sound-off',
      text: t('call.tv.rest'),
      more: t('call.tv.restMore'),
      value: restingNow ? t('call.tv.restOn') : rest ? t('call.tv.restFromTo', rest) : t('call.tv.restNone'),
      onPress: () => go('call/rest'),
    },
    {
      key: 'people',
      picture: 'settings',
      text: t('call.tv.people'),
      more: t('call.tv.peopleMore'),
      onPress: () => go('call/people'),
    },
    {
      key: 'invite',
      picture: 'child',
      text: t('call.tv.invite'),
      more: t('call.tv.inviteMore'),
      onPress: () => go('call/invite'),
    },
    {
      key: 'neighbours',
      picture: 'home',
      text: t('call.tv.neighbours'),
      more: t('call.tv.neighboursMore'),
      value: waiting > 0 ? t('call.tv.neighboursAsked', { n: waiting }) : '',
      onPress: () => go('call/neighbours'),
    },
  ];
}
