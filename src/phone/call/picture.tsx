import { useEffect, useRef } from 'react';

/**
 * A stream on the screen. `own` is one's own small picture: silent, and as in a mirror
 * unless `straight`. `onSilent` is called when the browser
 * plays nothing without a tap.
 */
export function Picture(props: {
  stream: MediaStream | undefined;
  own?: boolean;
  straight?: boolean;
  hidden?: boolean;
  label: string;
  onSilent?: (play: () => void) => void;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const { stream, own = false, onSilent } = props;
  const silent = useRef(onSilent);
  useEffect(() => {
    silent.current = onSilent;
  });

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream ?? null;
    if (!stream) return;
    const play = () => void element.play().catch(() => silent.current?.(play));
    play();
    return () => {
      element.srcObject = null;
    };
  }, [stream]);

  const classes = [
    'picture',
    own && 'picture-own',
    props.straight && 'picture-straight',
    props.hidden && 'picture-hidden',
  ]
    .filter(Boolean)
    .join(' ');
  return <video ref={video} className={classes} muted={own} playsInline autoPlay aria-label={props.label} />;
}
