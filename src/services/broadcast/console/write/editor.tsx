import { Button, Form } from 'antd';
import { useState } from 'react';
import { Nothing } from '../../../../console/parts/asking.tsx';
import { go } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import { useNow } from '../../../../console/use-now.ts';
import type { Draft, Message, Template } from '../../protocol.ts';
import { Preview } from '../parts/preview.tsx';
import { AudienceField } from './audience-field.tsx';
import { missingIn } from './draft.ts';
import { EditorNotes } from './editor-notes.tsx';
import { ExpiryField } from './expiry-field.tsx';
import { LevelField } from './level-field.tsx';
import type { LocalDrafts } from './local-drafts.ts';
import { PictureField } from './picture-field.tsx';
import { Reached } from './reached.tsx';
import { SaveNote } from './save-note.tsx';
import { useAutosave } from './use-autosave.ts';
import { VoiceField } from './voice-field.tsx';
import { WordsField } from './words-field.tsx';

/** One draft while it is written: the form on the left, how it will look and how far it reaches on the right. */
export function Editor(props: {
  id: string;
  message: Message | undefined;
  blank: Draft;
  templates: readonly Template[];
  local: LocalDrafts;
  home: string;
  onPrepared(message: Message): void;
}) {
  const { id, message, local } = props;
  const { autosave, state } = useAutosave(id, local);
  const [draft, setDraft] = useState<Draft | undefined>(() => local.find(id) ?? message?.draft);
  const prepare = useDeed('broadcast:prepare');
  const now = useNow();
  const count = useAsk('broadcast:count', draft?.audience.length ? { audience: draft.audience } : null, [
    'broadcast:changed',
  ]);
  if (!draft) {
    return (
      <Nothing words={say('broadcastStaff.write.gone')}>
        <Button onClick={() => go(props.home)}>{say('broadcastStaff.write.toStart')}</Button>
      </Nothing>
    );
  }
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    autosave.change(next);
  };
  const missing = missingIn(draft, now);
  const nobody = count.value?.boxes === 0;
  const ready = missing.length === 0 && count.value !== undefined && !nobody;

  const look = async () => {
    // What was only begun from a template has not been saved yet.
    if (!message && autosave.state().kind === 'clean') autosave.change(draft);
    if (!(await autosave.flush())) return;
    const prepared = await prepare.run({ id });
    if (prepared) props.onPrepared(prepared);
  };
  return (
    <div className="editor">
      <Form layout="vertical" className="panel" requiredMark={false} onFinish={() => ready && void look()}>
        <EditorNotes
          draft={draft}
          message={message}
          onTakeTheirs={(theirs) => {
            local.forget(id);
            setDraft(theirs);
          }}
        />
        <LevelField draft={draft} onChange={change} />
        <WordsField
          draft={draft}
          template={props.templates.find((one) => one.id === draft.templateId)}
          onChange={change}
        />
        <AudienceField draft={draft} onChange={change} />
        <ExpiryField draft={draft} onChange={change} />
        <div className="media-fields">
          <PictureField draft={draft} onChange={change} />
          <VoiceField draft={draft} onChange={change} />
        </div>
      </Form>
      <aside className="editor-side">
        <Preview shown={draft} />
        <Reached count={count} chosen={draft.audience.length > 0} />
        <SaveNote state={state} />
        {missing.length > 0 && (
          <p className="missing">
            {say('broadcastStaff.missing', {
              what: missing.map((one) => say(`broadcastStaff.missing.${one}`)).join('、'),
            })}
          </p>
        )}
        <Button
          type="primary"
          size="large"
          block
          className={draft.drill ? 'drill-button' : undefined}
          disabled={!ready}
          loading={prepare.busy}
          onClick={() => void look()}
        >
          {say(draft.drill ? 'broadcastStaff.write.toDrillLook' : 'broadcastStaff.write.toLook')}
        </Button>
        <Button block onClick={() => go(props.home)}>
          {say('broadcastStaff.write.toStart')}
        </Button>
      </aside>
    </div>
  );
}
