import { say } from '../../../../console/say.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { claimedContent } from './claimed-content.ts';

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
