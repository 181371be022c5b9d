/** Ends every track of a stream: camera and microphone go off, and so does their light. */
export function stopStream(stream: MediaStream | null | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
