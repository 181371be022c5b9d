import { say } from '../../../../console/say.ts';
import type { Draft } from '../../protocol.ts';
import { LevelMark } from './level-mark.tsx';
import { mediaUrl } from './media.ts';
import './preview.css';

/** What a television would show of a draft or a content. */
export type Shown = Pick<Draft, 'level' | 'sender' | 'headline' | 'body' | 'drill' | 'picture'>;

/** About how it will stand on a TV: full screen, three quarters, pop-up or crawl. */
export function Preview({ shown }: { shown: Shown }) {
  const { level } = shown;
  const picture = level === 'red' || level === 'orange' ? shown.picture : null;
  return (
    <figure className="preview">
      <div className={shown.drill ? 'preview-screen preview-drill' : 'preview-screen'}>
        {level ? (
          <div className={`preview-warning preview-${level} ${picture ? 'preview-pictured' : ''}`}>
            <span className="preview-sender">
              <LevelMark level={level} /> {shown.sender}
            </span>
            <strong>{shown.headline || say('broadcastStaff.write.headline')}</strong>
            <span>{shown.body || say('broadcastStaff.write.body')}</span>
            {picture && <img className="preview-picture" src={mediaUrl(picture)} alt="" />}
          </div>
        ) : (
          <span className="preview-none">{say('broadcastStaff.preview.none')}</span>
        )}
        {shown.drill && <span className="preview-drill-word">{say('broadcastStaff.preview.drill')}</span>}
      </div>
      <figcaption className="quiet small">
        {level ? say(`broadcastStaff.shown.${level}`) : say('broadcastStaff.preview.title')}
      </figcaption>
    </figure>
  );
}
