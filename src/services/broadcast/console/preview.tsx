import { say } from '../../../console/say.ts';
import type { Level } from '../protocol.ts';
import { LevelMark } from './level-mark.tsx';

/** About how the warning will stand on a TV: full screen, three quarters, pop-up or crawl. */
export function Preview(props: { level: Level | undefined; sender: string; headline: string; body: string }) {
  const { level } = props;
  return (
    <figure className="preview">
      <div className="preview-screen">
        {level ? (
          <div className={`preview-warning preview-${level}`}>
            <span className="preview-sender">
              <LevelMark level={level} /> {props.sender}
            </span>
            <strong>{props.headline || say('broadcastStaff.headline')}</strong>
            <span>{props.body || say('broadcastStaff.body')}</span>
          </div>
        ) : (
          <span className="preview-none">{say('broadcastStaff.preview.none')}</span>
        )}
      </div>
      <figcaption className="quiet small">
        {say(level ? `broadcastStaff.shown.${level}` : 'broadcastStaff.preview.title')}
      </figcaption>
    </figure>
  );
}
