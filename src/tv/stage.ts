import { SCREEN } from './theme.ts';

/** How Lightning's stage is set up for this box. */
export interface StageOptions {
  readonly w: number;
  readonly h: number;
  readonly precision: number;
  readonly clearColor: number;
  readonly canvas2d: boolean;
  readonly useImageWorker: boolean;
}

/** Fits the 1920 × 1080 design into the window, and draws without WebGL where a box has none. */
export function stageOptions(): StageOptions {
  const precision = Math.min(globalThis.innerWidth / SCREEN.w, globalThis.innerHeight / SCREEN.h) || 1;
  return {
    w: Math.round(SCREEN.w * precision),
    h: Math.round(SCREEN.h * precision),
    precision,
    // Pictures play under the canvas.
    clearColor: 0,
    canvas2d: !hasWebgl(),
    useImageWorker: true,
  };
}

/** Without this look Lightning throws on boxes that promise WebGL and do not have it. `?canvas2d` forces the other way. */
function hasWebgl(): boolean {
  if (new URLSearchParams(globalThis.location.search).has('canvas2d')) return false;
  try {
    return document.createElement('canvas').getContext('webgl') !== null;
  } catch {
    return false;
  }
}
