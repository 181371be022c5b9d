/** Colours of the map, the same in both ways of drawing it: calm, so that what is marked stands out. */
export const PALETTE = {
  ground: '#f4f6f3',
  green: '#dcead6',
  path: '#ffffff',
  pathEdge: '#cfd6d4',
  building: '#ddd8cd',
  edge: '#a59d8c',
  ink: '#2a373b',
  quiet: '#4d5c61',
  door: '#7a7263',
} as const;

/** Fill and edge of a building that stands out; the pin has the colour of the edge. */
export const TONE_COLOURS = {
  alarm: { fill: '#f5c4c4', edge: '#b3141c' },
  drill: { fill: '#f7dfa6', edge: '#8a5200' },
  chosen: { fill: '#c4e0e3', edge: '#1f6a73' },
} as const;
