/** The design: everything on the television is in its px. */
export const SCREEN = { w: 1920, h: 1080 } as const;
