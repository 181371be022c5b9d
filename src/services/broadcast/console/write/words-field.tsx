import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { say } from '../../../../console/say.ts';
import { BODY_MAX, type Draft, HEADLINE_MAX, type Template } from '../../protocol.ts';
import { GapText } from './gap-text.tsx';
import { gapValues } from './gaps.ts';

interface Fields {
  readonly draft: Draft;
  readonly template: Template | undefined;
  onChange(part: Partial<Draft>): void;
}

/** Who says it, the headline and the body; of a template's words only the gaps, until somebody wants to change more. */
export function WordsField({ draft, template, onChange }: Fields) {
  const [free, setFree] = useState(false);
  const kept = template && !free ? template : undefined;
  const headline = kept && gapValues(kept.headline, draft.headline) ? kept.headline : undefined;
  const body = kept && gapValues(kept.body, draft.body) ? kept.body : undefined;
  return (
    <>
      <div className="name-field">
        <Form.Item label={say('broadcastStaff.write.sender')} htmlFor="broadcast-sender">
          <Input
            id="broadcast-sender"
            value={draft.sender}
            maxLength={20}
            showCount
            onChange={(event) => onChange({ sender: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={say('broadcastStaff.write.headline')} htmlFor="broadcast-headline">
          {headline !== undefined ? (
            <GapText
              id="broadcast-headline"
              text={headline}
              words={draft.headline}
              max={HEADLINE_MAX}
              onChange={(words) => onChange({ headline: words })}
            />
          ) : (
            <Input
              id="broadcast-headline"
              value={draft.headline}
              maxLength={HEADLINE_MAX}
              showCount
              placeholder={say('broadcastStaff.write.headlineHint')}
              onChange={(event) => onChange({ headline: event.target.value })}
            />
          )}
        </Form.Item>
      </div>
      <Form.Item label={say('broadcastStaff.write.body')} htmlFor="broadcast-body">
        {body !== undefined ? (
          <GapText
            id="broadcast-body"
            text={body}
            words={draft.body}
            max={BODY_MAX}
            onChange={(words) => onChange({ body: words })}
          />
        ) : (
          <Input.TextArea
            id="broadcast-body"
            value={draft.body}
            maxLength={BODY_MAX}
            showCount
            rows={2}
            placeholder={say('broadcastStaff.write.bodyHint')}
            onChange={(event) => onChange({ body: event.target.value })}
          />
        )}
      </Form.Item>
      {template && (
        <TemplateNote template={template} draft={draft} kept={Boolean(headline && body)} onFree={() => setFree(true)} />
      )}
    </>
  );
}

function TemplateNote(props: { template: Template; draft: Draft; kept: boolean; onFree(): void }) {
  const { template, draft } = props;
  const same =
    props.kept && template.level === draft.level && template.hazard === draft.hazard && template.approvedBy !== null;
  // Only at orange it makes a difference who has to look at it.
  const words = draft.level !== 'orange' ? 'ofTemplate' : same ? 'keepsTemplate' : 'leftTemplate';
  return (
    <p className="template-note small quiet">
      {say(`broadcastStaff.write.${words}`, { name: template.name })}{' '}
      {props.kept && (
        <Button size="small" type="link" onClick={props.onFree}>
          {say('broadcastStaff.write.freeWords')}
        </Button>
      )}
    </p>
  );
}
