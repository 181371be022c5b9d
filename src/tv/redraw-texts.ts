import { type Element, TextTexture } from '@lightningjs/core';

/** Draws every text again, with letters that have come since: the same textures, so nothing moves. */
export function redrawTexts(element: Element): void {
  // Lightning's types leave out what its own garbage collector calls.
  const source = element.texture instanceof TextTexture ? (element.texture.source as unknown as Source) : undefined;
  if (source?.isLoaded()) {
    source.free();
    source.load(true);
    // It is the same source to the renderer, which would leave the old picture standing.
    element.stage.forceRenderUpdate();
  }
  for (const child of element.children) redrawTexts(child);
}

interface Source {
  isLoaded(): boolean;
  free(): void;
  load(now: boolean): void;
}
