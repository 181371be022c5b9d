import { type ListRowSpec, listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { Page } from '../../../tv/components/page.ts';
import { scrollArea } from '../../../tv/components/scroll-area.ts';
import { failedView, loadingView, offlineView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { bodyBox } from '../../../tv/theme.ts';
import type { CallBook } from '../protocol.ts';
import { book } from './book.ts';

/** A page of this service: drawn from the book, and anew when the book changes, but only while it is on the screen. */
export abstract class CallPage extends Page {
  #stops: (() => void)[] = [];

  protected abstract body(current: CallBook): Template[];

  override begin(params: PageParams): void {
    this.#begin();
    super.begin(params);
    this.focusOn(undefined);
  }

  override resume(): void {
    this.#begin();
    super.resume();
  }

  override _inactive(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  protected override draw(): Template[] {
    if (book.current) return this.body(book.current);
    if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
    return book.refusal ? failedView(() => void book.refresh()) : loadingView();
  }

  #begin(): void {
    if (this.#stops.length > 0) return;
    this.#stops = [book.changed.on(() => this.redraw()), book.watch()];
  }
}

type Row = Omit<ListRowSpec, 'w' | 'x' | 'y'>;

/** Rows under each other, that scroll; each with a second line. */
export function rows(specs: readonly Row[]): Template[] {
  const { w, h } = bodyBox();
  const step = rowHeight(true) + ROW_GAP;
  const children = specs.map((spec, index) => listRow({ ...spec, more: spec.more ?? '', w, y: index * step }));
  return [scrollArea({ x: 0, y: 0, w, h }, children, specs.length * step - ROW_GAP, step)];
}
