import type { Lightning } from '@lightningjs/sdk';

/** A picture that does not come holds up what waits for the first screen no longer than this, ms. */
const PATIENCE_MS = 3_000;

let done: () => void = () => undefined;
let watching = false;

/** Resolves when the first page stands there with its pictures: what can wait waits for it. */
export const firstScreen = new Promise<void>((resolve) => {
  done = resolve;
});

/**
 * Looks after every frame whether all that is on the screen has been drawn, until that is so for the first time. Not
 * the first frame alone: what starts after it would keep the pictures from coming.
 */
export function watchFirstScreen(root: Lightning.Element): void {
  if (watching) return;
  watching = true;
  const end = Date.now() + PATIENCE_MS;
  const look = () => {
    if (Date.now() < end && lacksPicture(root)) return;
    root.stage.off('frameEnd', look);
    done();
  };
  root.stage.on('frameEnd', look);
}

function lacksPicture(element: Lightning.Element): boolean {
  if (!element.active || !element.withinBoundsMargin) return false;
  const { texture } = element;
  if (texture && !texture.isLoaded() && !texture.loadError) return true;
  return element.children.some(lacksPicture);
}
