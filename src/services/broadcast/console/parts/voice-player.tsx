import { say } from '../../../../console/say.ts';
import type { Media } from '../../protocol.ts';
import { mediaUrl } from './media.ts';

/** The voice as boxes will play it. */
export function VoicePlayer({ voice }: { voice: Media }) {
  return (
    // biome-ignore lint/a11y/useMediaCaption: its words stand beside it, as headline and body
    <audio
      className="voice"
      controls
      preload="metadata"
      src={mediaUrl(voice)}
      aria-label={say('broadcastStaff.write.voice')}
    />
  );
}
