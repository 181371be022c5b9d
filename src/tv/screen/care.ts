/**
 * What keeps a screen that runs for years, in px: the picture moves by a little each minute along a small square, so that
 * no edge stands on the same dots all day. Nobody sees it move.
 */
const STEP = 4;
const SIDE = 3;

/** Where the picture stands in this minute, px from its place; `at` in ms. */
export function shiftAt(at: number): { readonly x: number; readonly y: number } {
  const step = Math.floor(at / 60_000) % (4 * SIDE);
  const along = step % SIDE;
  const corners = [
    [along, 0],
    [SIDE, along],
    [SIDE - along, SIDE],
    [0, SIDE - along],
  ] as const;
  const [x, y] = corners[Math.floor(step / SIDE)] ?? [0, 0];
  return { x: (x - SIDE / 2) * STEP, y: (y - SIDE / 2) * STEP };
}

/** How much darker the screen is at this hour (0–23): people sleep behind the walls of a lobby. 0 to 1. */
export function shadeAt(hour: number): number {
  if (hour >= 22 || hour < 6) return 0.6;
  return hour >= 20 || hour < 7 ? 0.3 : 0;
}
