import * as v from 'valibot';
import { say } from '../../../../console/say.ts';
import { Envelope, WarningContent } from '../../protocol.ts';
import { LevelMark } from '../parts/level-mark.tsx';

/** What the refused text claims to be: its words as far as they can be read, and the text as boxes got it. */
export function Claimed({ text }: { text: string }) {
  const content = claimedContent(text);
  return (
    <div className="claimed">
      {content && (
        <p>
          <LevelMark level={content.level} drill={content.drill} /> <strong>{content.headline}</strong> {content.body}
        </p>
      )}
      <details>
        <summary>{say('broadcastStaff.incident.text')}</summary>
        <pre>{text}</pre>
      </details>
    </div>
  );
}

/** The content inside an envelope, or the content itself; undefined when it is neither. Nothing here is believed. */
export function claimedContent(text: string): WarningContent | undefined {
  const envelope = v.safeParse(Envelope, parsed(text));
  const inner = envelope.success && envelope.output.type === 'warning' ? envelope.output.content : text;
  const content = v.safeParse(WarningContent, parsed(inner));
  return content.success ? content.output : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
