let done: () => void = () => undefined;

/** Resolves when the first page has been drawn: what can wait waits for it. */
export const firstScreen = new Promise<void>((resolve) => {
  done = resolve;
});

export const firstScreenDrawn = (): void => done();
