import { kit } from '../kit.ts';
import type { PageParams } from '../navigate.ts';
import { fontSize, lineHeight } from '../theme.ts';
import { Page } from './page.ts';
import { picture } from './picture.ts';
import { staleText } from './states.ts';
import { label, type Template } from './template.ts';

/** A page of a service that lives: draws itself anew when what it shows has changed, but only while it is on the screen. */
export abstract class LivePage extends Page {
  #stops: (() => void)[] = [];

  /** Begins to listen to what the page shows; each returned function ends one subscription. */
  protected abstract listen(): (() => void)[];

  override begin(params: PageParams): void {
    this.#begin();
    super.begin(params);
  }

  override resume(): void {
    this.#begin();
    super.resume();
  }

  override _inactive(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  /** From the first drawing on, not from the first frame, which is later: an answer may come in between. */
  #begin(): void {
    if (this.#stops.length === 0) this.#stops = this.listen();
  }

  /** Takes what ends a subscription, and ends it when the page leaves the screen. */
  protected attend(stop: () => void): void {
    this.#stops.push(stop);
  }
}

/** A line that says how old (ms since 1970) what is shown is, with its height; empty while there is a line to the center. */
export function staleLine(at: number, x = 0): { readonly children: Template[]; readonly h: number } {
  const text = staleText(at);
  if (!text) return { children: [], h: 0 };
  const side = fontSize('hint');
  const y = (lineHeight('hint') - side) / 2;
  return {
    children: [picture({ name: 'offline', side, x, y }), label({ text, size: 'hint', color: 'bad', x: x + side + 16 })],
    h: lineHeight('hint') + 16,
  };
}

/** Calls `ask` whenever the line to the center comes back; returned is what ends that. */
export function onReconnect(ask: () => void): () => void {
  return kit.link.changed.on((state) => state === 'online' && ask());
}
