import { Button, Modal, Typography } from 'antd';
import { useState } from 'react';
import { Asking, Nothing } from '../../../../console/parts/asking.tsx';
import { Ago } from '../../../../console/parts/moment.tsx';
import { Page } from '../../../../console/parts/page.tsx';
import { say } from '../../../../console/say.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import type { Source } from '../../protocol.ts';
import { SourceForm } from './source-form.tsx';
import './sources.css';

/** Who warns this community by CAP, within which bounds, and whether they are heard. Kept by admins. */
export default function SourcesPage() {
  const { staff } = useMe();
  const keeps = staff.roles.includes('admin');
  const asked = useAsk('broadcast:sources', {}, ['broadcast:sources']);
  const [editing, setEditing] = useState<Source | 'new'>();
  const [token, setToken] = useState<{ name: string; token: string }>();
  const address = `${window.location.origin}/cap`;

  const add = (
    <Button type="primary" onClick={() => setEditing('new')}>
      {say('source.add')}
    </Button>
  );
  return (
    <Page title={say('source.page')} extra={keeps && add}>
      <p className="quiet">{say('source.about', { address })}</p>
      <Asking of={asked}>
        {({ sources }) =>
          sources.length === 0 ? (
            <Nothing words={say('source.none')} />
          ) : (
            <div className="sources">
              {sources.map((source) => (
                <SourceCard key={source.id} source={source} onEdit={keeps ? () => setEditing(source) : undefined} />
              ))}
            </div>
          )
        }
      </Asking>
      {editing && (
        <SourceForm
          source={editing === 'new' ? undefined : editing}
          onBack={() => setEditing(undefined)}
          onSaved={(saved) => {
            setEditing(undefined);
            asked.reload();
            if (saved.token) setToken({ name: saved.source.name, token: saved.token });
          }}
        />
      )}
      {token && <TokenOnce {...token} onDone={() => setToken(undefined)} />}
    </Page>
  );
}

function SourceCard({ source, onEdit }: { source: Source; onEdit: (() => void) | undefined }) {
  const list = (words: readonly string[]) => words.join('、');
  return (
    <article className={source.enabled ? 'source' : 'source source-off'}>
      <div className="row apart">
        <h2>{source.name}</h2>
        {onEdit && <Button onClick={onEdit}>{say('console.do.edit')}</Button>}
      </div>
      <dl>
        <dt>{say('source.rule')}</dt>
        <dd>
          <strong>{say(source.enabled ? `source.rule.${source.rule}` : 'source.disabled')}</strong>
          {source.rule === 'send' && source.key && (
            <span className="quiet"> {say(`source.key.${source.key.state}`)}</span>
          )}
        </dd>
        <dt>{say('source.hazards')}</dt>
        <dd>{list(source.hazards.map((hazard) => say(`broadcast.hazard.${hazard}`)))}</dd>
        <dt>{say('source.levels')}</dt>
        <dd>{list(source.levels.map((level) => say(`broadcast.level.${level}`)))}</dd>
        <dt>{say('source.audience')}</dt>
        <dd>{source.audienceName}</dd>
        <dt>{say('source.heard')}</dt>
        <dd>{source.heardAt ? <Ago at={source.heardAt} /> : say('source.never')}</dd>
        {source.pollUrl && (
          <>
            <dt>{say('source.polled')}</dt>
            <dd>
              {source.polledAt ? <Ago at={source.polledAt} /> : say('source.never')}{' '}
              <span className="quiet">{source.pollUrl}</span>
            </dd>
          </>
        )}
      </dl>
      {source.trouble && (
        <p className="source-trouble" role="status">
          {source.trouble}
        </p>
      )}
    </article>
  );
}

function TokenOnce({ name, token, onDone }: { name: string; token: string; onDone(): void }) {
  return (
    <Modal
      open
      title={say('source.token.title', { name })}
      okText={say('source.token.done')}
      cancelButtonProps={{ hidden: true }}
      closable={false}
      mask={{ closable: false }}
      onOk={onDone}
    >
      <p>{say('source.token.once')}</p>
      <Typography.Paragraph copyable code className="source-token">
        {token}
      </Typography.Paragraph>
    </Modal>
  );
}
