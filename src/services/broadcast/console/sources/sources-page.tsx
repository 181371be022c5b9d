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
      {say('cap.source.add')}
    </Button>
  );
  return (
    <Page title={say('cap.source.page')} extra={keeps && add}>
      <p className="quiet">{say('cap.source.about', { address })}</p>
      <Asking of={asked}>
        {({ sources }) =>
          sources.length === 0 ? (
            <Nothing words={say('cap.source.none')} />
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
      <dl className="facts">
        <dt>{say('cap.source.rule')}</dt>
        <dd>
          <strong>{say(source.enabled ? `cap.source.rule.${source.rule}` : 'cap.source.disabled')}</strong>
          {source.rule === 'send' && source.key && (
            <span className="quiet"> {say(`cap.source.key.${source.key.state}`)}</span>
          )}
        </dd>
        <dt>{say('cap.source.hazards')}</dt>
        <dd>{list(source.hazards.map((hazard) => say(`broadcast.hazard.${hazard}`)))}</dd>
        <dt>{say('cap.source.levels')}</dt>
        <dd>{list(source.levels.map((level) => say(`broadcast.level.${level}`)))}</dd>
        <dt>{say('cap.source.audience')}</dt>
        <dd>{source.audienceName}</dd>
        <dt>{say('cap.source.heard')}</dt>
        <dd>{source.heardAt ? <Ago at={source.heardAt} /> : say('cap.source.never')}</dd>
        {source.pollUrl && (
          <>
            <dt>{say('cap.source.polled')}</dt>
            <dd>
              {source.polledAt ? <Ago at={source.polledAt} /> : say('cap.source.never')}{' '}
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
      title={say('cap.source.token.title', { name })}
      okText={say('cap.source.token.done')}
      cancelButtonProps={{ hidden: true }}
      closable={false}
      mask={{ closable: false }}
      onOk={onDone}
    >
      <p>{say('cap.source.token.once')}</p>
      <Typography.Paragraph copyable code className="source-token">
        {token}
      </Typography.Paragraph>
    </Modal>
  );
}
