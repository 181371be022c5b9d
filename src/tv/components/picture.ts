import { Lightning, Utils } from '@lightningjs/sdk';
import { type PictureName, pictureAt, SHEETS } from '../pictures.ts';

export interface PictureSpec {
  /** A name in the sprite; `information` is drawn for one that this build does not have. */
  readonly name: string;
  /** Width and height, px. */
  readonly side: number;
  readonly x?: number;
  readonly y?: number;
}

/** A picture of the sprite; all pictures of a sheet share one texture. */
export function picture({ name, side, x = 0, y = 0 }: PictureSpec) {
  const place = pictureAt(known(name) ? name : 'information');
  const texture = {
    type: Lightning.textures.ImageTexture,
    // The image worker refuses relative addresses.
    src: Utils.asset(place.src),
    x: place.x,
    y: place.y,
    w: place.w,
    h: place.h,
  };
  return { x, y, w: side, h: side, texture };
}

/**
 * Every sheet as one covered pixel. What is drawn nowhere Lightning may drop from memory, and off line it could not be
 * fetched again: a page would open without its pictures.
 */
export function keptSheets() {
  const names = Object.keys(SHEETS).flatMap((sheet) => Object.keys(SHEETS[sheet as keyof typeof SHEETS]).slice(0, 1));
  return names.map((name) => picture({ name: name as PictureName, side: 1 }));
}

function known(name: string): name is PictureName {
  return Object.values(SHEETS).some((sheet) => Object.hasOwn(sheet, name));
}
