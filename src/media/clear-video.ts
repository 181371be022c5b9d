/** Takes everything off a `<video>`: decoder, buffers and stream are given back, no request stays open. */
export function clearVideo(video: HTMLVideoElement): void {
  video.pause();
  video.srcObject = null;
  if (!video.hasAttribute('src')) return;
  video.removeAttribute('src');
  video.load();
}
