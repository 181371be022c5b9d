import { Checkbox, Form, Input, Select } from 'antd';
import { FormDialog, required } from '../../../console/parts/form-dialog.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { CONSENT_KINDS, CONSENT_WORDING, type ConsentKind } from '../../../protocol/contracts/consents.ts';
import type { CallContact } from '../protocol.ts';

interface Fields {
  readonly kind: ConsentKind;
  readonly subject?: string;
  readonly words: string;
}

const isAboutCalls = (kind: ConsentKind) => kind !== 'sos-camera';
const subjectOf = ({ party }: CallContact) => ('id' in party ? `${party.kind}:${party.id}` : '');

/** Writes down what a home has agreed to by word of mouth: the exact words that it has heard, who agreed, and how. */
export function ConsentForm(props: { householdId: string; onBack(): void; onGiven(): void }) {
  const { householdId, onBack, onGiven } = props;
  const give = useDeed('consents:giveFor');
  const book = useAsk('call:ofHousehold', { householdId });
  const contacts = (book.value?.contacts ?? []).filter(({ kind }) => kind !== 'desk');

  async function save({ kind, subject = '', words }: Fields): Promise<void> {
    const about = isAboutCalls(kind) ? subject : '';
    if (await give.run({ householdId, kind, subject: about, wording: CONSENT_WORDING, words })) onGiven();
  }

  return (
    <FormDialog<Fields>
      title={say('callStaff.consent.write')}
      busy={give.busy}
      initial={{ kind: 'sos-camera' }}
      onFinish={(fields) => void save(fields)}
      onBack={onBack}
    >
      <p className="quiet">{say('callStaff.consent.hint')}</p>
      <Form.Item name="kind" label={say('callStaff.consent.kind')} rules={required()}>
        <Select options={CONSENT_KINDS.map((value) => ({ value, label: say(`callStaff.consent.${value}`) }))} />
      </Form.Item>
      <Form.Item<Fields> noStyle shouldUpdate>
        {({ getFieldsValue }) => {
          const { kind, subject } = getFieldsValue(['kind', 'subject']) as Partial<Fields>;
          return kind ? <About kind={kind} subject={subject} contacts={contacts} /> : null;
        }}
      </Form.Item>
      <Form.Item
        name="words"
        label={say('callStaff.consent.words')}
        rules={[{ required: true, whitespace: true, message: say('console.form.required') }]}
      >
        <Input.TextArea maxLength={200} showCount placeholder={say('callStaff.consent.wordsHint')} />
      </Form.Item>
      <Form.Item
        name="read"
        valuePropName="checked"
        rules={[
          {
            validator: (_, read: boolean) =>
              read ? Promise.resolve() : Promise.reject(new Error(say('callStaff.consent.readFirst'))),
          },
        ]}
      >
        <Checkbox>{say('callStaff.consent.read')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}

/** Whose calls it is about, and the words as the home hears them. */
function About(props: { kind: ConsentKind; subject: string | undefined; contacts: readonly CallContact[] }) {
  const { kind, subject, contacts } = props;
  const name = contacts.find((contact) => subjectOf(contact) === subject)?.name;
  const chosen = !isAboutCalls(kind) || name !== undefined;
  return (
    <>
      {isAboutCalls(kind) && (
        <Form.Item name="subject" label={say('callStaff.consent.whose')} rules={required()}>
          <Select
            notFoundContent={say('callStaff.consent.noWhose')}
            options={contacts.map((contact) => ({ value: subjectOf(contact), label: contact.name }))}
          />
        </Form.Item>
      )}
      {chosen && (
        <section aria-label={say('callStaff.consent.exact')}>
          <p className="quiet small">{say('callStaff.consent.exact')}</p>
          <blockquote className="call-exact">{say(`house.consent.${kind}`, { name: name ?? '' })}</blockquote>
        </section>
      )}
    </>
  );
}
