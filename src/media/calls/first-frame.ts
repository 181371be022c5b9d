/** A picture in no document, as far as it is used here; older browsers cannot tell of frames. */
type Watcher = HTMLVideoElement & { requestVideoFrameCallback?: (seen: () => void) => number };

/**
 * Calls back once, when the first of a track of the other side is there: a drawn frame, or sound that comes in. The
 * returned function gives up waiting.
 */
export function whenSeen(track: MediaStreamTrack, seen: () => void): () => void {
  let told = false;
  const once = () => {
    if (told) return;
    told = true;
    seen();
  };
  const watcher: Watcher | undefined = track.kind === 'video' ? document.createElement('video') : undefined;
  if (!watcher?.requestVideoFrameCallback) {
    if (track.muted) track.addEventListener('unmute', once, { once: true });
    else once();
    return () => track.removeEventListener('unmute', once);
  }
  watcher.muted = true;
  watcher.playsInline = true;
  watcher.srcObject = new MediaStream([track]);
  const drop = () => {
    watcher.pause();
    watcher.srcObject = null;
  };
  watcher.requestVideoFrameCallback(() => {
    drop();
    once();
  });
  void watcher.play().catch(() => undefined);
  return drop;
}
