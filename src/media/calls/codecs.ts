/** What a call may be encoded with: what boxes have in hardware, what every browser has, and what mends lost packets. */
const WANTED = ['audio/opus', 'video/h264', 'video/vp8', 'video/rtx'];

/** Of H.264 only what every decoder reads: constrained baseline (42e0, 4200), whole frames in several packets. */
function isWanted({ mimeType, sdpFmtpLine = '' }: RTCRtpCodec): boolean {
  const type = mimeType.toLowerCase();
  if (!WANTED.includes(type)) return false;
  return (
    type !== 'video/h264' || (/packetization-mode=1/.test(sdpFmtpLine) && /profile-level-id=42[e0]0/i.test(sdpFmtpLine))
  );
}

/** Keeps offers and answers under 4 kB: all that a browser can do is 9 kB of it. Browsers that cannot choose offer it all. */
export function trimCodecs(transceiver: RTCRtpTransceiver): void {
  const kind = transceiver.receiver.track.kind;
  const all = globalThis.RTCRtpReceiver?.getCapabilities?.(kind)?.codecs ?? [];
  const codecs = all.filter(isWanted);
  const known = new Set<string>();
  const once = codecs.filter((codec) => {
    const name = `${codec.mimeType} ${codec.sdpFmtpLine?.slice(0, 60)}`;
    return !known.has(name) && known.add(name);
  });
  if (once.length === 0 || !transceiver.setCodecPreferences) return;
  try {
    transceiver.setCodecPreferences(once);
  } catch {
    // Some browsers have other opinions on the list; a longer offer works as well.
  }
}
