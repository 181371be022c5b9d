/** A page's line to the center, as its link tells of it. `epoch` counts how often it came up. */
export interface Line {
  view(): { readonly state: string; readonly epoch: number };
  watch(watcher: () => void): () => void;
}

/** Calls `listener` each time the line comes up, until the returned function is called. */
export function onLineUp(line: Line, listener: () => void): () => void {
  let { epoch } = line.view();
  return line.watch(() => {
    const now = line.view();
    if (now.state !== 'online' || now.epoch === epoch) return;
    epoch = now.epoch;
    listener();
  });
}
