import { Alert } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Stamp } from '../../../../console/parts/moment.tsx';
import { say } from '../../../../console/say.ts';
import type { Message, WarningContent } from '../../protocol.ts';
import { contentOf, isWhole } from './content.ts';
import { LevelMark } from './level-mark.tsx';
import { mediaUrl } from './media.ts';
import { Places } from './places.tsx';
import { Preview } from './preview.tsx';
import { VoicePlayer } from './voice-player.tsx';

/**
 * Everything that the signed text says, and nothing from anywhere else; loud when the text is not the one it should be,
 * and without `children` then: what is to be done with it.
 */
export function ContentView({ message, children }: { message: Message; children?: ReactNode }) {
  const content = contentOf(message);
  const whole = useWhole(message);
  if (!content || whole === false) {
    return <Alert type="error" showIcon title={say('broadcastStaff.content.broken')} />;
  }
  return (
    <div className="content-view">
      <div>
        <Preview shown={content} />
        {content.picture && (
          <img className="content-picture" src={mediaUrl(content.picture)} alt={say('broadcastStaff.write.picture')} />
        )}
        {content.voice && <VoicePlayer voice={content.voice} />}
      </div>
      <div>
        <Facts content={content} message={message} />
        <Places audience={content.audience} />
        <details className="signed-text">
          <summary>{say('broadcastStaff.content.text', { print: (message.hash ?? '').slice(0, 12) })}</summary>
          <pre>{message.content}</pre>
        </details>
        {children}
      </div>
    </div>
  );
}

/** Whether the text is the one that was fixed: undefined while that is being found out, or cannot be found out here. */
export function useWhole({ content, hash }: Pick<Message, 'content' | 'hash'>): boolean | undefined {
  const [whole, setWhole] = useState<boolean>();
  useEffect(() => {
    let current = true;
    // By plain http a browser makes no hashes; nothing that needs a signature goes out from there.
    if (window.isSecureContext) void isWhole({ content, hash }).then((found) => current && setWhole(found));
    return () => {
      current = false;
    };
  }, [content, hash]);
  return whole;
}

function Facts({ content, message }: { content: WarningContent; message: Message }) {
  return (
    <dl className="facts">
      <Fact name={say('broadcastStaff.write.level')}>
        <LevelMark level={content.level} drill={content.drill} /> {say(`broadcastStaff.kind.${content.kind}`)} ·{' '}
        {say(`broadcast.hazard.${content.hazard}`)}
      </Fact>
      <Fact name={say('broadcastStaff.write.sender')}>{content.sender}</Fact>
      <Fact name={say('broadcastStaff.write.headline')}>
        <strong className="fact-headline">{content.headline}</strong>
      </Fact>
      <Fact name={say('broadcastStaff.write.body')}>
        <span className="fact-body">{content.body}</span>
      </Fact>
      <Fact name={say('broadcastStaff.content.valid')}>
        <Stamp at={content.notBefore} /> — <Stamp at={content.expires} />
      </Fact>
      <Fact name={say('broadcastStaff.write.voice')}>
        {say(content.voice ? 'broadcastStaff.content.ownVoice' : 'broadcastStaff.content.boxVoice')}
      </Fact>
      <Fact name={say('broadcastStaff.content.author')}>
        {message.author} <Stamp at={message.savedAt} />
        {message.source && ` · ${say('broadcastStaff.write.fromSource', { name: message.source.name })}`}
      </Fact>
      {message.signed.length > 0 && (
        <Fact name={say('broadcastStaff.content.signed')}>
          {message.signed.map((one) => (
            <span key={`${one.holderId}${one.at}`} className="signed-by">
              {one.name} <Stamp at={one.at} />
            </span>
          ))}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
