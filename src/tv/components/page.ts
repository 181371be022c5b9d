import type { Lightning } from '@lightningjs/sdk';
import { kit } from '../kit.ts';
import { back, type PageParams } from '../navigate.ts';
import { t } from '../text.ts';
import { bodyBox, lineHeight, SAFE, SCREEN, titleWidth } from '../theme.ts';
import { FocusScope } from './focus-scope.ts';
import { label, type Template } from './template.ts';

/**
 * One screen: a title, what it draws below, and a line at the bottom that says which keys do something.
 * A page keeps what it knows in its fields and draws from them: after a change it calls `redraw`. The focus stays.
 */
export abstract class Page extends FocusScope {
  #stale = false;

  static override _template() {
    return { w: SCREEN.w, h: SCREEN.h, Title: {}, Body: {}, Hint: {} };
  }

  /** Stands at the top, and is spoken when the page opens. */
  abstract get title(): string;

  /** Everything in the body, from what the page knows now. Coordinates are in px from the body's corner; see `bodyBox`. */
  protected abstract draw(): Template[];

  /** It has the screen to itself, e.g. for a picture: no title, no hint, no clock; its body begins at the screen's corner. */
  get bare(): boolean {
    return false;
  }

  get hint(): string {
    return t('app.hint.page');
  }

  /** It was opened by a tile, a number or another page: start from the beginning. */
  begin(_params: PageParams): void {
    this.redraw();
  }

  /** Back has led to it: it stands as it was left. Fetch what may have changed. */
  resume(): void {
    this.redraw();
  }

  /** Draws it from what the page knows now. */
  redraw(): void {
    this.#stale = false;
    const { x, y } = this.bare ? { x: 0, y: 0 } : bodyBox();
    const [title, hint] = this.bare ? ['', ''] : [this.title, this.hint];
    this.patch({
      Title: label({ text: title, size: 'title', w: titleWidth(), lines: 1, x: SAFE.x, y: SAFE.y }),
      Hint: label({ text: hint, size: 'hint', color: 'quiet', x: SAFE.x, y: SCREEN.h - SAFE.y - lineHeight('hint') }),
      Body: { x, y },
    });
    this.tag('Body').children = this.draw();
    this.keepFocus();
  }

  /** Something that it shows has changed: drawn anew now, or as soon as it is on the screen (again). */
  protected freshen(): void {
    if (this.active) this.redraw();
    else this.#stale = true;
  }

  /** Says what this page is and what is in focus. */
  introduce(): void {
    kit.voice.guide([this.title, this.focused?.words].filter(Boolean).join('。'));
  }

  /** Back leads one step up. */
  override _handleBack(): boolean {
    back();
    return true;
  }

  override _active(): void {
    // An answer may be faster than the page's way onto the screen.
    if (this.#stale) this.redraw();
    this._refocus();
  }
}

export type PageConstructor = new (...args: ConstructorParameters<typeof Lightning.Component>) => Page;
