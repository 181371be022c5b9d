import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { Stamp } from '../../../../console/parts/moment.tsx';
import { go } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import type { Draft, Message } from '../../protocol.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import type { LocalDrafts } from './local-drafts.ts';

interface Line {
  readonly id: string;
  readonly draft: Draft;
  readonly at: string;
  readonly message?: Message;
}

/** What is half written: one's own, with what came back and what never reached the center, then others'. */
export function DraftList(props: {
  drill: boolean;
  mine: readonly Message[];
  others: readonly Message[];
  messages: readonly Message[];
  local: LocalDrafts;
}) {
  const { messages, local } = props;
  const [, setForgotten] = useState(0);
  const unsent = local
    .list()
    .filter(({ id, draft }) => draft.drill === props.drill && !messages.some((one) => one.id === id))
    .map(({ id, draft, at }): Line => ({ id, draft, at: new Date(at).toISOString() }));
  const lines: Line[] = [
    ...unsent,
    ...[...props.mine, ...props.others].map(
      (message): Line => ({
        id: message.id,
        draft: local.find(message.id) ?? message.draft,
        at: message.savedAt,
        message,
      }),
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <section className="panel">
      <h2>{say('broadcastStaff.write.unfinished')}</h2>
      <ul className="draft-list">
        {lines.map((line) => (
          <DraftLine
            key={line.id}
            line={line}
            mine={!line.message || props.mine.includes(line.message)}
            path={`/broadcast/${props.drill ? 'drill' : 'send'}/${line.id}`}
            onForget={() => {
              local.forget(line.id);
              setForgotten((before) => before + 1);
            }}
          />
        ))}
      </ul>
    </section>
  );
}

function DraftLine(props: { line: Line; mine: boolean; path: string; onForget(): void }) {
  const { draft, message, at, id } = props.line;
  const discard = useDeed('broadcast:discard');
  const remove = async () => {
    if (!message || (await discard.run({ id }))) props.onForget();
  };
  return (
    <li className="draft-line">
      {draft.level && <LevelMark level={draft.level} />}
      <strong className="draft-headline">{draft.headline || say('broadcastStaff.write.noHeadline')}</strong>
      <span className="draft-words">
        {message?.state === 'returned' ? (
          <span className="fault">{say('broadcastStaff.write.returned', { words: message.words ?? '' })}</span>
        ) : (
          <span className="quiet">{draft.body}</span>
        )}
      </span>
      {!message && <span className="fault small">{say('broadcastStaff.write.onlyHere')}</span>}
      {message?.source && (
        <span className="small">{say('broadcastStaff.write.fromSource', { name: message.source.name })}</span>
      )}
      {message && !message.source && !props.mine && <span className="small">{message.author}</span>}
      <span className="quiet small">
        <Stamp at={at} />
      </span>
      <Button size="small" type="primary" onClick={() => go(props.path)}>
        {say('broadcastStaff.write.goOn')}
      </Button>
      <Popconfirm
        title={say('broadcastStaff.write.discardAsk')}
        okText={say('broadcastStaff.write.discard')}
        cancelText={say('console.do.back')}
        okButtonProps={{ danger: true }}
        onConfirm={() => void remove()}
      >
        <Button size="small" loading={discard.busy}>
          {say('broadcastStaff.write.discard')}
        </Button>
      </Popconfirm>
    </li>
  );
}
