import { useEffect, useRef } from 'react';

/** A call's stream without its sound, which calls.ts plays; `own` is mirrored. */
export function Picture({ stream, own = false }: { stream: MediaStream | undefined; own?: boolean }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream ?? null;
    return () => {
      element.srcObject = null;
    };
  }, [stream]);
  return <video ref={video} className={own ? 'call-own' : 'call-remote'} muted playsInline autoPlay />;
}
