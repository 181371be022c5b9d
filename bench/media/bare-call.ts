/**
 * A call as plain WebRTC makes it (and simple-peer with its defaults): the callee answers, both open their cameras, the
 * caller makes its offer, candidates trickle. Both ends in one page, and signals that cost nothing: in favour of it.
 * Runs in the browser; gives ms from the answer to the first picture at the callee.
 */
export async function bareCall(): Promise<number> {
  const began = performance.now();
  const open = () => navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } });
  const [mine, theirs] = await Promise.all([open(), open()]);
  const [caller, callee] = [new RTCPeerConnection(), new RTCPeerConnection()];
  caller.onicecandidate = ({ candidate }) => void callee.addIceCandidate(candidate ?? undefined);
  callee.onicecandidate = ({ candidate }) => void caller.addIceCandidate(candidate ?? undefined);
  const video = document.createElement('video');
  video.muted = true;
  const seen = new Promise<void>((done) => video.requestVideoFrameCallback(() => done()));
  callee.ontrack = ({ streams }) => {
    video.srcObject = streams[0] ?? null;
    void video.play();
  };
  for (const track of mine.getTracks()) caller.addTrack(track, mine);
  for (const track of theirs.getTracks()) callee.addTrack(track, theirs);
  await caller.setLocalDescription(await caller.createOffer());
  await callee.setRemoteDescription(caller.localDescription as RTCSessionDescription);
  await callee.setLocalDescription(await callee.createAnswer());
  await caller.setRemoteDescription(callee.localDescription as RTCSessionDescription);
  await seen;
  const took = performance.now() - began;
  for (const track of [...mine.getTracks(), ...theirs.getTracks()]) track.stop();
  caller.close();
  callee.close();
  video.srcObject = null;
  return took;
}
