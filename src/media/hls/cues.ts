interface Line {
  readonly startTime: number;
  readonly endTime: number;
  readonly text: string;
}

/** What has passed by so far is forgotten, s: a live channel would fill the memory. */
const KEEP_S = 60;
/** Tags of WebVTT (`<i>`, `<v Anna>`); what is drawn has no markup. */
const TAG = /<[^>]*>/g;

/** The lines of the chosen captions, in the video's time. */
export class Cues {
  #lines: Line[] = [];

  clear(): void {
    this.#lines = [];
  }

  /** Takes lines; one that is there already (overlapping segments repeat them) is taken once. */
  add(lines: readonly Line[], now: number): void {
    const kept = this.#lines.filter((line) => line.endTime > now - KEEP_S);
    const known = new Set(kept.map(nameOf));
    this.#lines = [...kept, ...lines.filter((line) => !known.has(nameOf(line)))];
  }

  /** What is to be read at this second; several lines one below the other. */
  at(second: number): string {
    const shown = this.#lines.filter(({ startTime, endTime }) => startTime <= second && second < endTime);
    return shown.map(({ text }) => text.replace(TAG, '').trim()).join('\n');
  }
}

function nameOf({ startTime, text }: Line): string {
  return `${startTime.toFixed(2)} ${text}`;
}
