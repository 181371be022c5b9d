import { facePicture } from '../../../tv/calls/faces.ts';
import type { Template } from '../../../tv/components/template.ts';
import { go } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import type { CallBook } from '../protocol.ts';
import { keyOf } from './book.ts';
import { CallPage, rows } from './call-page.ts';

/** Everybody, to be set up: OK opens what there is to one of them. */
export default class CallPeople extends CallPage {
  override get title(): string {
    return t('call.tv.people');
  }

  protected override body({ contacts }: CallBook): Template[] {
    return rows(
      contacts.map((contact) => ({
        key: keyOf(contact),
        picture: facePicture(contact.picture),
        text: contact.name,
        more: t(`call.tv.answers.${contact.answers}`),
        value: contact.digit === null ? '' : String(contact.digit),
        onPress: () => go('call/person', { key: keyOf(contact) }),
      })),
    );
  }
}
