import { useH264 as h264, type MediaStreamTrack, RTCPeerConnection } from 'werift';

/** A viewer by WHEP without a screen: it counts what comes. */
export async function watchByWhep(post: (offer: string) => Promise<Response>) {
  const pc = new RTCPeerConnection({
    codecs: { video: [h264()], audio: [] },
    iceServers: [],
    iceUseIpv6: false,
    iceUseTcp: false,
  });
  const nalTypes = new Set<number>();
  const viewer = {
    nalTypes,
    packets: 0,
    location: null as string | null,
    close: () => pc.close(),
    /** Goes without a word: its sockets are closed, and nothing is said. */
    async vanish() {
      await Promise.all(pc.iceTransports.map((transport) => transport.connection.close()));
    },
  };
  pc.onTrack.subscribe((track: MediaStreamTrack) => {
    track.onReceiveRtp.subscribe(({ payload }) => {
      viewer.packets++;
      nalTypes.add((payload[0] ?? 0) & 31);
    });
  });
  pc.addTransceiver('video', { direction: 'recvonly' });
  await pc.setLocalDescription(await pc.createOffer());
  const response = await post(pc.localDescription?.sdp ?? '');
  if (response.status !== 201) throw new Error(`WHEP answered ${response.status}`);
  viewer.location = response.headers.get('location');
  await pc.setRemoteDescription({ type: 'answer', sdp: await response.text() });
  return viewer;
}
