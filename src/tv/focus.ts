/** A place on the screen, px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export type Direction = 'Up' | 'Down' | 'Left' | 'Right';

/** Px that a step sideways counts more than a step ahead, so that the eye's next thing is the next thing. */
const ASIDE = 3;

/**
 * The index of the box that an arrow key leads to from `from`; undefined when nothing lies there.
 * Left and right stay in the row. Up and down go to the nearest row, there to what is nearest sideways.
 */
export function nextFocus(boxes: readonly Box[], from: Box, direction: Direction): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  boxes.forEach((box, index) => {
    const ahead = aheadOf(from, box, direction);
    if (ahead === undefined) return;
    const upright = direction === 'Up' || direction === 'Down';
    const aside = upright ? gap(from.x, from.w, box.x, box.w) : gap(from.y, from.h, box.y, box.h);
    if (!upright && aside > 0) return;
    const middle = upright ? Math.abs(from.x + from.w / 2 - box.x - box.w / 2) / 1000 : 0;
    const distance = ahead + ASIDE * aside + middle;
    if (distance < least) {
      least = distance;
      best = index;
    }
  });
  return best;
}

/** Px from edge to edge in this direction; undefined when the box does not lie that way. */
function aheadOf(from: Box, box: Box, direction: Direction): number | undefined {
  const overlap = 1;
  const distance = {
    Up: from.y - (box.y + box.h),
    Down: box.y - (from.y + from.h),
    Left: from.x - (box.x + box.w),
    Right: box.x - (from.x + from.w),
  }[direction];
  return distance >= -overlap ? Math.max(0, distance) : undefined;
}

/** Px between two spans; 0 when they overlap. */
function gap(a: number, aLength: number, b: number, bLength: number): number {
  return Math.max(0, b - (a + aLength), a - (b + bLength));
}
