import { CONSENT_WORDING } from '../../../protocol/contracts/consents.ts';
import { showDialog } from '../../../tv/components/dialog.ts';
import { stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { back, go, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import type { CallContact } from '../protocol.ts';
import { book, done, keyOf } from './book.ts';
import { CallPage, rows } from './call-page.ts';

const ANSWERS = ['hand', 'sound', 'camera'] as const;
type Answers = (typeof ANSWERS)[number];

/** One contact: whether their calls answer themselves, on which digit they stand, and the way to be rid of them. */
export default class CallPerson extends CallPage {
  #key = '';

  override begin(params: PageParams): void {
    this.#key = typeof params.key === 'string' ? params.key : '';
    super.begin(params);
  }

  override get title(): string {
    return book.find(this.#key)?.name ?? t('call.tv.people');
  }

  protected override body(): Template[] {
    const contact = book.find(this.#key);
    if (!contact) {
      const deed = { text: t('app.dialog.close'), onPress: back };
      return stateView({ picture: 'information', text: t('call.refused.notYours'), deed });
    }
    const { name, kind, digit, answers } = contact;
    const consents =
      kind === 'desk'
        ? []
        : ANSWERS.map((id) => ({
            key: id,
            picture: { hand: 'ok', sound: 'sound-on', camera: 'call' }[id],
            text: t(`call.tv.answers.${id}`),
            more: t(`call.tv.answers.${id}More`),
            value: answers === id ? t('call.tv.chosen') : '',
            onPress: () => choose(contact, id),
          }));
    return rows([
      ...consents,
      {
        key: 'digit',
        picture: 'phone',
        text: t('call.tv.person.digit'),
        more: t('call.tv.person.digitMore', { name }),
        value: digit === null ? t('call.tv.person.digitNone') : String(digit),
        onPress: () => go('call/digit', { key: this.#key }),
      },
      ...leaving(contact),
    ]);
  }
}

/** Consent is asked for in words, with the safe answer in focus; taking it back, too. */
function choose(contact: CallContact, answers: Answers): void {
  const { name, consentId } = contact;
  if (answers === contact.answers) return;
  if (answers === 'hand') {
    showDialog({
      title: t('call.tv.consent.back'),
      text: t('call.tv.consent.backMore', { name }),
      safe: { text: t('call.tv.consent.backNo') },
      deed: { text: t('call.tv.consent.backYes'), onPress: () => void withdraw(consentId) },
    });
    return;
  }
  showDialog({
    title: t(`call.tv.consent.${answers}`, { name }),
    text: t(`call.tv.consent.${answers}More`),
    picture: answers === 'camera' ? 'call' : 'sound-on',
    safe: { text: t('call.tv.consent.no') },
    deed: { text: t('call.tv.consent.yes'), onPress: () => void agree(contact, answers) },
  });
}

async function agree(contact: CallContact, answers: 'sound' | 'camera'): Promise<void> {
  const kind = answers === 'camera' ? 'answer-camera' : 'answer-sound';
  const input = { kind, subject: keyOf(contact), wording: CONSENT_WORDING } as const;
  if (!done(await kit.link.ask('consents:give', input))) return;
  await book.refresh();
}

async function withdraw(consentId: string | null): Promise<void> {
  if (!consentId) return;
  done(await kit.link.ask('consents:withdraw', { consentId }));
  await book.refresh();
}

function leaving({ party, name, neighbourId }: CallContact) {
  if (party.kind === 'relative') {
    return [
      {
        key: 'revoke',
        picture: 'cancel',
        text: t('call.tv.person.revoke', { name }),
        more: t('call.tv.person.revokeMore'),
        onPress: () =>
          void showDialog({
            title: t('call.tv.revoke.ask', { name }),
            text: t('call.tv.revoke.more'),
            safe: { text: t('call.tv.revoke.no') },
            deed: { text: t('call.tv.revoke.yes'), onPress: () => void revoke(party.id) },
          }),
      },
    ];
  }
  if (!neighbourId) return [];
  return [
    {
      key: 'end',
      picture: 'cancel',
      text: t('call.tv.neighbour.end', { name }),
      more: t('call.tv.neighbour.endMore'),
      onPress: () =>
        void showDialog({
          title: t('call.tv.neighbour.endTitle', { name }),
          text: t('call.tv.neighbour.endText'),
          safe: { text: t('call.tv.neighbour.endNo') },
          deed: { text: t('call.tv.neighbour.endYes'), onPress: () => void endAgreement(neighbourId) },
        }),
    },
  ];
}

async function endAgreement(neighbourId: string): Promise<void> {
  if (await book.run('call:endNeighbour', { neighbourId })) back();
}

async function revoke(relativeId: string): Promise<void> {
  if (!done(await kit.link.ask('relatives:revoke', { relativeId }))) return;
  await book.refresh();
  back();
}
