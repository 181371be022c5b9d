/** What the probe notes in a page, whatever draws there. Times in ms since the page's navigation began. */
export interface Noted {
  /**
   * Work of animation frames: when it began, how long it took, how many quads it had WebGL draw, and (of the TV's first
   * frames) what was in focus then.
   */
  readonly frames: { at: number; took: number; quads: number; focus: string }[];
  /** Keys: when the key went down, when its handlers began, and how long they took. */
  readonly keys: { pressedAt: number; at: number; took: number }[];
}

declare global {
  interface Window {
    __noted?: Noted;
  }
}

/** Runs in the page before anything else of it. Puts itself around frames, keys and WebGL. */
export function probe(): void {
  const noted: Noted = { frames: [], keys: [] };
  window.__noted = noted;
  let quads = 0;
  let focused = false;
  const draw = WebGLRenderingContext.prototype.drawElements;
  WebGLRenderingContext.prototype.drawElements = function (mode, count, type, offset) {
    quads += count / 6;
    draw.call(this, mode, count, type, offset);
  };
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (run) =>
    request((time) => {
      const at = performance.now();
      quads = 0;
      run(time);
      const took = performance.now() - at;
      // Asked until there is an answer, so that it costs nothing later.
      const focus = quads === 0 || focused ? '' : (window.__tv?.focusPath().at(-1) ?? '');
      focused ||= focus.startsWith('Tile:');
      noted.frames.push({ at, took, quads, focus });
    });
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, run, options) {
    if (type !== 'keydown' || typeof run !== 'function') return listen.call(this, type, run, options);
    const timed = (event: Event) => {
      const at = performance.now();
      run.call(this, event);
      noted.keys.push({ pressedAt: event.timeStamp, at, took: performance.now() - at });
    };
    listen.call(this, type, timed, options);
  };
}

/** When the home first stood there in full: the end of the first frame with (nearly) as many quads as later frames. */
export function firstFull({ frames }: Noted): { at: number; quads: number } {
  // Frames in which nothing changes draw nothing.
  const steady = frames.findLast(({ quads }) => quads > 0)?.quads ?? 0;
  const first = frames.find(({ quads }) => quads > 0 && quads >= steady * 0.95);
  if (!first) throw new Error('nothing was drawn');
  return { at: first.at + first.took, quads: steady };
}

/** Per key that moved something: the work until its frame is drawn (handlers and the frame after them), and the time until it is handed on. */
export function perKey({ frames, keys }: Noted): { work: number; shown: number }[] {
  return keys.flatMap(({ pressedAt, at, took }) => {
    const index = frames.findIndex((frame) => frame.at >= at);
    const frame = frames[index];
    // The browser asks for the next frame when it has taken this one over.
    const next = frames[index + 1];
    return frame?.quads && next ? [{ work: took + frame.took, shown: next.at - pressedAt }] : [];
  });
}
