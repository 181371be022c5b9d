import { useEffect, useRef, useState } from 'react';
import { link } from '../../../console/link.ts';
import { type LivePicture, openLive } from '../../../media/camera.ts';
import { openPlayer } from '../../../media/open-player.ts';
import { WhepError } from '../../../media/whep.ts';
import { newId } from '../../../protocol/ids.ts';

type LiveState = 'opening' | 'live' | 'slow' | 'withdrawn' | 'failed';

/** A look at a camera for as long as the component stands; `video` goes onto a `<video>`. */
export function useLive(cameraId: string) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<LiveState>('opening');

  useEffect(() => {
    let closed = false;
    let picture: LivePicture | undefined;
    let player: { close(): void } | undefined;
    let lookId = '';
    const tell = (next: LiveState) => closed || setState(next);
    const stop = link.on('cameras:ended', (ended) => {
      if (ended.lookId === lookId) tell(ended.why === 'withdrawn' ? 'withdrawn' : 'failed');
    });

    async function begin(): Promise<void> {
      const reply = await link.deed('cameras:look', { cameraId }, newId());
      if (!reply.ok) return void tell(reply.refusal.code === 'forbidden' ? 'withdrawn' : 'failed');
      lookId = reply.value.lookId;
      picture = await openLive({ ...reply.value, onLost: () => tell('failed') });
      const element = video.current;
      if (closed || !element) return picture.close();
      if (picture.kind === 'stream') {
        element.srcObject = picture.stream;
        tell('live');
        return;
      }
      const wish = { url: picture.url, live: true, at: 0, muted: true, paused: false, caption: undefined };
      player = openPlayer(element, wish, {
        frame: () => tell('slow'),
        state: () => undefined,
        failed: () => tell('failed'),
        captions: () => undefined,
        cue: () => undefined,
      });
    }
    begin().catch((error: unknown) =>
      tell(error instanceof WhepError && error.fault === 'refused' ? 'withdrawn' : 'failed'),
    );
    return () => {
      closed = true;
      stop();
      player?.close();
      picture?.close();
    };
  }, [cameraId]);

  return { state, video };
}
