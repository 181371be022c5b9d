import type { TextKey } from '../../../protocol/texts.ts';
import type { Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import type { CallBook, Rest } from '../protocol.ts';
import { book } from './book.ts';
import { CallPage, rows } from './call-page.ts';

interface Choice {
  readonly key: string;
  readonly name: TextKey;
  readonly picture: string;
  readonly rest: Rest | null;
}

/** Hours that homes choose among; others are set by the desk. */
const CHOICES: readonly Choice[] = [
  { key: 'none', name: 'call.tv.restNone', picture: 'sound-on', rest: null },
  { key: 'noon', name: 'call.tv.restNoon', picture: 'sunny', rest: { from: '12:30', to: '14:30' } },
  { key: 'night', name: 'call.tv.restNight', picture: 'clock', rest: { from: '21:30', to: '07:00' } },
  { key: 'early', name: 'call.tv.restEarly', picture: 'old-man', rest: { from: '19:30', to: '06:00' } },
];

const same = (one: Rest | null, other: Rest | null) => one?.from === other?.from && one?.to === other?.to;

/** When calls are not to ring. */
export default class CallRest extends CallPage {
  override get title(): string {
    return t('call.tv.rest');
  }

  protected override body({ rest }: CallBook): Template[] {
    const known = CHOICES.some((choice) => same(choice.rest, rest));
    const own: Choice = { key: 'own', name: 'call.tv.restOwn', picture: 'settings', rest };
    const choices = known ? CHOICES : [own, ...CHOICES];
    return rows(
      choices.map((choice) => ({
        key: choice.key,
        picture: choice.picture,
        text: t(choice.name),
        more: choice.rest ? t('call.tv.restFromTo', choice.rest) : t('call.tv.restNoneMore'),
        value: same(choice.rest, rest) ? t('call.tv.chosen') : '',
        onPress: () => void book.run('call:setRest', { rest: choice.rest }),
      })),
    );
  }
}
