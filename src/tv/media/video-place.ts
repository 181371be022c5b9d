import { SCREEN } from '../screen-size.ts';
import type { Frame } from './showing.ts';

/** One `<video>` under the canvas, and where it lies. */
export interface VideoPlace {
  readonly video: HTMLVideoElement;
  /** Puts it into a frame (px of the design), or over the whole screen. */
  move(frame: Frame | undefined, mirrored: boolean): void;
  remove(): void;
}

const FOLDER = 'pictures';

/** Makes a `<video>` under the canvas: the page's style gives their folder the canvas's own box. */
export function placeVideo(): VideoPlace {
  const video = document.createElement('video');
  video.playsInline = true;
  video.disablePictureInPicture = true;
  folder().append(video);
  return {
    video,
    move({ x, y, w, h } = { x: 0, y: 0, ...SCREEN }, mirrored) {
      const share = (px: number, of: number) => `${(px / of) * 100}%`;
      Object.assign(video.style, {
        left: share(x, SCREEN.w),
        top: share(y, SCREEN.h),
        width: share(w, SCREEN.w),
        height: share(h, SCREEN.h),
        transform: mirrored ? 'scaleX(-1)' : '',
      });
    },
    remove: () => video.remove(),
  };
}

function folder(): HTMLElement {
  const there = document.getElementById(FOLDER);
  if (there) return there;
  const made = document.createElement('div');
  made.id = FOLDER;
  document.body.prepend(made);
  return made;
}
