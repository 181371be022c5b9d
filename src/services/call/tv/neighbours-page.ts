import type { AskReply } from '../../../protocol/services.ts';
import { showDialog } from '../../../tv/components/dialog.ts';
import type { ListRowSpec } from '../../../tv/components/list-row.ts';
import { stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { back, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import type { CallBook, NeighbourAsk } from '../protocol.ts';
import { book } from './book.ts';
import { CallPage, rows } from './call-page.ts';

type Doors = AskReply<'call:doors'>['doors'];

/** Homes that ask, homes that were asked, and those of the building that may be asked. */
export default class CallNeighbours extends CallPage {
  #doors: Doors = [];

  override get title(): string {
    return t('call.tv.neighbours');
  }

  override begin(params: PageParams): void {
    super.begin(params);
    void kit.cache.ask('call:doors', {}, ({ value }) => {
      this.#doors = value.doors;
      if (this.attached) this.redraw();
    });
  }

  protected override body({ asked, contacts }: CallBook): Template[] {
    const known = new Set([
      ...asked.map(({ householdId }) => householdId),
      ...contacts.flatMap(({ party }) => (party.kind === 'household' ? [party.id] : [])),
    ]);
    const doors = this.#doors.filter(({ householdId }) => !known.has(householdId));
    if (asked.length + doors.length === 0) {
      const deed = { text: t('app.dialog.close'), onPress: back };
      return stateView({ picture: 'home', text: t('call.tv.neighbour.none'), deed });
    }
    const sorted = [...asked].sort((one, other) => Number(one.ours) - Number(other.ours));
    return rows([
      ...sorted.flatMap((one) => [
        {
          key: one.id,
          picture: 'home',
          text: one.label,
          more: t(one.ours ? 'call.tv.neighbour.waits' : 'call.tv.neighbour.asks'),
          value: one.ours ? '' : t('call.tv.neighbour.answer'),
          onPress: () => (one.ours ? takeBack(one) : answer(one)),
        },
        ...(one.ours ? [] : [refusing(one)]),
      ]),
      ...doors.map(({ householdId, label: name }) => ({
        key: householdId,
        picture: 'home',
        text: name,
        value: t('call.tv.neighbour.ask'),
        onPress: () =>
          void showDialog({
            title: t('call.tv.neighbour.askTitle', { name }),
            text: t('call.tv.neighbour.askMore'),
            safe: { text: t('call.tv.neighbour.askNo') },
            deed: {
              text: t('call.tv.neighbour.askYes'),
              onPress: () => void book.run('call:askNeighbour', { householdId }),
            },
          }),
      })),
    ]);
  }
}

function answer({ id: neighbourId, label: name }: NeighbourAsk): void {
  showDialog({
    title: t('call.tv.neighbour.acceptTitle', { name }),
    text: t('call.tv.neighbour.acceptMore'),
    safe: { text: t('call.tv.neighbour.acceptNo') },
    deed: {
      text: t('call.tv.neighbour.acceptYes'),
      onPress: () => void book.run('call:acceptNeighbour', { neighbourId }),
    },
  });
}

/** The way to say no for good; the other home no longer waits. */
function refusing({ id: neighbourId, label: name }: NeighbourAsk): Omit<ListRowSpec, 'w'> {
  return {
    key: `${neighbourId}:no`,
    picture: 'cancel',
    text: t('call.tv.neighbour.decline', { name }),
    more: t('call.tv.neighbour.declineMore'),
    onPress: () =>
      void showDialog({
        title: t('call.tv.neighbour.declineTitle', { name }),
        text: t('call.tv.neighbour.declineText'),
        safe: { text: t('call.tv.neighbour.acceptNo') },
        deed: {
          text: t('call.tv.neighbour.declineYes'),
          onPress: () => void book.run('call:endNeighbour', { neighbourId }),
        },
      }),
  };
}

function takeBack({ id: neighbourId, label: name }: NeighbourAsk): void {
  showDialog({
    title: t('call.tv.neighbour.takeBack', { name }),
    text: t('call.tv.neighbour.takeBackMore'),
    safe: { text: t('call.tv.neighbour.takeBackNo') },
    deed: {
      text: t('call.tv.neighbour.takeBackYes'),
      onPress: () => void book.run('call:endNeighbour', { neighbourId }),
    },
  });
}
